package io.energyops.python;

import java.util.List;

/** What the inspection of one script came to. Immutable. */
public final class ScriptVerdict {

  private final InspectionMethod method;
  private final List<ScriptFinding> findings;

  ScriptVerdict(InspectionMethod method, List<ScriptFinding> findings) {
    this.method = method;
    this.findings = List.copyOf(findings);
  }

  /**
   * Returns whether the script may be accepted.
   *
   * @return true when no finding blocks
   */
  public boolean valid() {
    return findings.stream().noneMatch(ScriptFinding::blocking);
  }

  /**
   * Returns the messages of the blocking findings.
   *
   * @return one text per finding in the order of the source; empty when the script is valid
   */
  public List<String> errors() {
    return findings.stream()
        .filter(ScriptFinding::blocking)
        .map(ScriptFinding::message)
        .distinct()
        .toList();
  }

  /**
   * Returns everything that was found, blocking or not.
   *
   * @return the findings in the order of the source
   */
  public List<ScriptFinding> findings() {
    return findings;
  }

  /**
   * Returns what the verdict is based on.
   *
   * @return the method
   */
  public InspectionMethod method() {
    return method;
  }

  @Override
  public String toString() {
    return (valid() ? "valid" : "refused") + " by " + method + ": " + findings;
  }
}
