package io.energyops.script;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.python.ScriptVerdict;

/** The script was refused; nothing was stored. */
public final class ScriptRefusedException extends InvalidArgumentException {

  private static final long serialVersionUID = 1L;

  /** Not serialized: a verdict is for the JVM that asked. */
  private final transient ScriptVerdict verdict;

  /**
   * Creates an exception.
   *
   * @param fileName the script's file name
   * @param verdict why
   */
  public ScriptRefusedException(String fileName, ScriptVerdict verdict) {
    super(
        ErrorCode.SCRIPT_REFUSED,
        "The script " + fileName + " was refused: " + String.join("; ", verdict.errors()));
    this.verdict = verdict;
  }

  /**
   * Returns the findings with their places.
   *
   * @return the verdict
   */
  public ScriptVerdict verdict() {
    return verdict;
  }
}
