package io.energyops.python;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into a Python script without running it. With an interpreter the script is parsed in a
 * limited child process (some 50 ms); without one its tokens are judged and the verdict says {@link
 * InspectionMethod#LEXICAL}. The verdict is advice: no inspection finds everything, and the sandbox
 * is the boundary. Immutable, thread-safe, holds no resources.
 */
public final class ScriptInspector {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptInspector.class);

  private final FactSource facts;
  private final ScriptPolicy policy;
  private final int maxBytes;

  private ScriptInspector(FactSource facts, ScriptPolicy policy, int maxBytes) {
    this.facts = facts;
    this.policy = policy;
    this.maxBytes = maxBytes;
  }

  /**
   * Starts a configuration: no interpreter, the standard policy, 1 MiB, 10 s.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Uses the interpreter found on {@code PATH}, or tokens alone when there is none; that is logged
   * once.
   *
   * @return an inspector with the standard policy
   * @throws EnergyOpsException with {@link ErrorCode#INTERRUPTED} when interrupted
   */
  public static ScriptInspector detect() {
    try {
      return builder().interpreter(PythonInterpreters.find()).build();
    } catch (PythonMissingException e) {
      LOG.warn("Scripts are inspected by their tokens alone. {}", e.getMessage());
      return builder().build();
    }
  }

  /**
   * Inspects a script as it will be stored and run.
   *
   * @param source the bytes of the script, not changed meanwhile
   * @return the verdict; a script that cannot be inspected is refused by it
   * @throws EnergyOpsException with {@link ErrorCode#INTERRUPTED} when interrupted while waiting
   */
  public ScriptVerdict inspect(byte[] source) {
    return inspect(SourceText.of(source, maxBytes));
  }

  /**
   * Inspects a script that will be stored in UTF-8.
   *
   * @param source the text of the script
   * @return the verdict; a script that cannot be inspected is refused by it
   * @throws EnergyOpsException with {@link ErrorCode#INTERRUPTED} when interrupted while waiting
   */
  public ScriptVerdict inspect(String source) {
    return inspect(SourceText.of(source, maxBytes));
  }

  private ScriptVerdict inspect(SourceText source) {
    if (source.problem() != null) {
      return verdict(List.of(finding(source.problem())));
    }
    if (source.text().isBlank()) {
      return verdict(
          List.of(
              whole(ScriptRule.EMPTY, "Script is empty"),
              whole(ScriptRule.NO_CODE, "No executable code found")));
    }
    ScriptFacts found = facts.facts(source);
    List<ScriptFinding> findings = new ArrayList<>();
    found.facts().stream()
        .map(fact -> RuleTable.judge(fact, policy))
        .flatMap(Optional::stream)
        .forEach(findings::add);
    if (found.problem() != null) {
      findings.add(finding(found.problem()));
    } else if (!found.hasCode()) {
      findings.add(whole(ScriptRule.NO_CODE, "No executable code found"));
    }
    findings.sort(
        Comparator.comparingInt(ScriptFinding::line).thenComparingInt(ScriptFinding::column));
    return verdict(findings);
  }

  private ScriptVerdict verdict(List<ScriptFinding> findings) {
    return new ScriptVerdict(facts.method(), findings);
  }

  private ScriptFinding finding(SourceProblem problem) {
    return new ScriptFinding(
        problem.rule(), problem.position(), problem.message(), policy.blocks(problem.rule()));
  }

  private ScriptFinding whole(ScriptRule rule, String message) {
    return new ScriptFinding(rule, SourcePosition.START, message, policy.blocks(rule));
  }

  /** Collects the settings of an inspector. Not thread-safe. */
  public static final class Builder {

    private @Nullable PythonInterpreter interpreter;
    private ScriptPolicy policy = ScriptPolicy.standard();
    private int maxBytes = 1 << 20;
    private Duration limit = Duration.ofSeconds(10);

    private Builder() {}

    /**
     * Parses with an interpreter.
     *
     * @param chosen the interpreter, of version 3.9 or newer
     * @return this
     */
    public Builder interpreter(PythonInterpreter chosen) {
      this.interpreter = chosen;
      return this;
    }

    /**
     * Sets what refuses a script.
     *
     * @param chosen the policy
     * @return this
     */
    public Builder policy(ScriptPolicy chosen) {
      this.policy = chosen;
      return this;
    }

    /**
     * Sets the size above which a script is refused unseen.
     *
     * @param bytes the limit in bytes, 1 to 16 MiB
     * @return this
     * @throws InvalidArgumentException when out of range
     */
    public Builder maxBytes(int bytes) {
      if (bytes < 1 || bytes > 16 << 20) {
        throw new InvalidArgumentException(
            ErrorCode.INVALID_ARGUMENT,
            "maxBytes must be between 1 and " + (16 << 20) + ", but is " + bytes);
      }
      this.maxBytes = bytes;
      return this;
    }

    /**
     * Sets how long the parser's process may take.
     *
     * @param chosen the limit, 1 ms to 10 min
     * @return this
     * @throws InvalidArgumentException when out of range
     */
    public Builder limit(Duration chosen) {
      if (chosen.toMillis() < 1 || chosen.compareTo(Duration.ofMinutes(10)) > 0) {
        throw new InvalidArgumentException(
            ErrorCode.INVALID_ARGUMENT, "limit must be between 1 ms and 10 min, but is " + chosen);
      }
      this.limit = chosen;
      return this;
    }

    /**
     * Builds the inspector.
     *
     * @return an inspector that parses, or reads tokens when no interpreter was given
     */
    public ScriptInspector build() {
      FactSource source =
          interpreter == null ? new LexicalFacts() : new AstFacts(interpreter, limit);
      return new ScriptInspector(source, policy, maxBytes);
    }
  }
}
