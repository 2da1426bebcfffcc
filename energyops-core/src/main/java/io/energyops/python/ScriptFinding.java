package io.energyops.python;

/** One thing that the inspection has to say about a script. Immutable. */
public final class ScriptFinding {

  private final ScriptRule rule;
  private final SourcePosition position;
  private final String message;
  private final boolean blocking;

  ScriptFinding(ScriptRule rule, SourcePosition position, String message, boolean blocking) {
    this.rule = rule;
    this.position = position;
    this.message = message;
    this.blocking = blocking;
  }

  /**
   * Returns the rule that speaks.
   *
   * @return the rule
   */
  public ScriptRule rule() {
    return rule;
  }

  /**
   * Returns how much it matters.
   *
   * @return the severity of the rule
   */
  public ScriptSeverity severity() {
    return rule.severity();
  }

  /**
   * Returns the line.
   *
   * @return from 1; 1 when the whole script is meant
   */
  public int line() {
    return position.line();
  }

  /**
   * Returns the column.
   *
   * @return in characters (code points), from 1
   */
  public int column() {
    return position.column();
  }

  /**
   * Returns the sentence for a user, with the position where there is one.
   *
   * @return the message; it may quote a name of the script, never more of its text
   */
  public String message() {
    return message;
  }

  /**
   * Returns whether the policy refuses the script for it.
   *
   * @return true when the script is refused
   */
  public boolean blocking() {
    return blocking;
  }

  @Override
  public String toString() {
    return rule.id() + " at " + position.line() + ":" + position.column() + ": " + message;
  }
}
