package io.energyops.python;

/** Why a source could not be read to its end; the message for rules about the whole. */
record SourceProblem(ScriptRule rule, SourcePosition position, String message) {

  static SourceProblem syntax(SourcePosition position, String what) {
    return new SourceProblem(
        ScriptRule.SYNTAX_ERROR,
        position,
        "Syntax error at line " + position.line() + ", column " + position.column() + ": " + what);
  }

  static SourceProblem tooDeep(SourcePosition position, String what) {
    return notInspected(ScriptRule.TOO_DEEP, position, what + " (line " + position.line() + ")");
  }

  static SourceProblem notInspected(ScriptRule rule, SourcePosition position, String why) {
    return new SourceProblem(rule, position, "Script could not be inspected: " + why);
  }
}
