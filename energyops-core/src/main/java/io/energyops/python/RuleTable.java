package io.energyops.python;

import io.energyops.python.ScriptFact.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rules over facts, one row each, with the text that a user reads. */
final class RuleTable {

  private static final Set<Kind> USED = Set.of(Kind.CALL, Kind.REFERENCE);
  private static final Set<Kind> CALLED = Set.of(Kind.CALL);
  private static final Set<String> OS_MODULES = Set.of("os", "posix", "nt");

  private static final List<Row> ROWS =
      List.of(
          new Row(
              ScriptRule.OS_SYSTEM,
              USED,
              Set.of("os.system", "posix.system", "nt.system"),
              RuleTable::always,
              pattern("import\\s+os\\s*;?\\s*os\\.system")),
          new Row(
              ScriptRule.SUBPROCESS_DELETE,
              CALLED,
              Set.of(
                  "subprocess.call",
                  "subprocess.run",
                  "subprocess.Popen",
                  "subprocess.check_call",
                  "subprocess.check_output",
                  "subprocess.getoutput",
                  "subprocess.getstatusoutput",
                  "asyncio.create_subprocess_exec",
                  "asyncio.create_subprocess_shell",
                  "os.popen"),
              fact -> CommandWords.destructive(fact.arguments()),
              pattern("subprocess\\.call\\(['\"](rm|del|format)")),
          new Row(
              ScriptRule.DUNDER_IMPORT_OS,
              CALLED,
              Set.of("builtins.__import__", "importlib.__import__"),
              RuleTable::importsOs,
              pattern("__import__\\(['\"]os['\"]\\)")),
          builtin(ScriptRule.EVAL, "eval"),
          builtin(ScriptRule.EXEC, "exec"),
          builtin(ScriptRule.COMPILE, "compile"),
          new Row(
              ScriptRule.INTROSPECTION,
              Set.of(Kind.ATTRIBUTE),
              Set.of(
                  "__globals__",
                  "__subclasses__",
                  "__builtins__",
                  "__closure__",
                  "gi_frame",
                  "cr_frame",
                  "ag_frame",
                  "tb_frame",
                  "f_globals",
                  "f_locals",
                  "f_builtins",
                  "f_back",
                  "gi_code",
                  "cr_code",
                  "ag_code",
                  "func_globals"),
              RuleTable::always,
              fact -> "Suspicious attribute " + fact.name()),
          new Row(
              ScriptRule.FORMAT_ATTRIBUTE,
              Set.of(Kind.FORMAT),
              Set.of(),
              RuleTable::always,
              fact -> "Format string reaches attribute " + fact.name()),
          new Row(
              ScriptRule.DYNAMIC_ATTRIBUTE,
              Set.of(Kind.DYNAMIC),
              Set.of(),
              RuleTable::always,
              fact -> "Computed attribute name on module " + fact.name()),
          new Row(
              ScriptRule.METHOD_EVAL,
              Set.of(Kind.METHOD),
              Set.of("eval"),
              RuleTable::always,
              fact -> "Method " + fact.name() + " is called with arguments"));

  /** What inspections must look for so that the table can judge. */
  static final WatchList WATCH_LIST =
      new WatchList(names(Kind.CALL), names(Kind.ATTRIBUTE), names(Kind.METHOD));

  private RuleTable() {}

  /** Finds what the table says of a fact. */
  static Optional<ScriptFinding> judge(ScriptFact fact, ScriptPolicy policy) {
    return ROWS.stream()
        .filter(row -> row.matches(fact))
        .findFirst()
        .map(row -> row.finding(fact, policy));
  }

  private static Row builtin(ScriptRule rule, String name) {
    return new Row(
        rule, USED, Set.of("builtins." + name), RuleTable::always, pattern(name + "\\s*\\("));
  }

  // The regular expressions are the texts that users of the original know; nothing matches by them.
  private static Function<ScriptFact, String> pattern(String source) {
    return fact -> "Potentially dangerous pattern detected: " + source;
  }

  private static boolean always(ScriptFact fact) {
    return true;
  }

  private static boolean importsOs(ScriptFact fact) {
    return !fact.arguments().isEmpty()
        && OS_MODULES.contains(fact.arguments().get(0).split("\\.", 2)[0]);
  }

  private static Set<String> names(Kind kind) {
    Set<String> names = new TreeSet<>();
    ROWS.stream().filter(row -> row.kinds().contains(kind)).forEach(r -> names.addAll(r.names()));
    return names;
  }

  /** A rule: kinds and names of facts, a condition on their arguments, the text. No names: all. */
  private record Row(
      ScriptRule rule,
      Set<Kind> kinds,
      Set<String> names,
      Predicate<ScriptFact> condition,
      Function<ScriptFact, String> text) {

    boolean matches(ScriptFact fact) {
      return kinds.contains(fact.kind())
          && (names.isEmpty() || names.contains(fact.name()))
          && condition.test(fact);
    }

    ScriptFinding finding(ScriptFact fact, ScriptPolicy policy) {
      SourcePosition at = fact.position();
      String message = text.apply(fact) + " (line " + at.line() + ", column " + at.column() + ")";
      return new ScriptFinding(rule, at, message, policy.blocks(rule));
    }
  }
}
