package io.energyops.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every way of inspecting agrees on. */
abstract class InspectionSpecification {

  static final String MODEL =
      """
      \"""Day-ahead model; eval(x) and os.system are only words here.\"""
      import os
      import sys
      import subprocess
      import re
      from pathlib import Path
      import pandas as pd

      BLOCKS = re.compile(r"block (\\d+)")  # compile( is fine


      class Model:
          def eval(self):
              return self

          def _private(self):
              return {k: v for k, v in os.environ.items()}


      def main(folder):
          frame = pd.concat(pd.read_csv(p) for p in Path(folder).glob("*.csv"))
          counts = frame["block"].value_counts()
          print(f"{len(counts)} blocks {folder!r:>10} {sum(counts):.2f}", file=sys.stderr)
          subprocess.run(["glpsol", "--lp", "model.lp"], check=True)
          Model().eval()
          print("{0.__class__.__name__} {row[price]}".format(folder, row={"price": 1}))


      if __name__ == "__main__":
          main(sys.argv[1])
      """;

  abstract ScriptInspector inspector();

  abstract ScriptInspector inspector(ScriptPolicy policy);

  @Test
  void a_real_model_has_no_findings() {
    ScriptVerdict verdict = inspector().inspect(MODEL);
    assertTrue(verdict.valid());
    assertEquals(List.of(), verdict.findings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n\t\n", "\ufeff\n"})
  void an_empty_script_has_the_texts_of_the_original(String source) {
    ScriptVerdict verdict = inspector().inspect(source);
    assertFalse(verdict.valid());
    assertEquals(List.of("Script is empty", "No executable code found"), verdict.errors());
  }

  @Test
  void comments_alone_are_no_executable_code() {
    ScriptVerdict verdict = inspector().inspect("#!/usr/bin/env python3\n# eval(x)\n");
    assertEquals(List.of("No executable code found"), verdict.errors());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "import os;os.system('x') @ import\\s+os\\s*;?\\s*os\\.system @ 1 @ 11",
        "import os as o;o.system('x') @ import\\s+os\\s*;?\\s*os\\.system @ 1 @ 16",
        "from os import system as s; s('x') @ import\\s+os\\s*;?\\s*os\\.system @ 1 @ 29",
        "import os;getattr(os, \"sys\" + \"tem\")('x')"
            + " @ import\\s+os\\s*;?\\s*os\\.system @ 1 @ 11",
        "from os import *;system('x') @ import\\s+os\\s*;?\\s*os\\.system @ 1 @ 18",
        "import subprocess;subprocess.call('rm -rf /', shell=True)"
            + " @ subprocess\\.call\\(['\"](rm|del|format) @ 1 @ 19",
        "import subprocess as p;p.run(['RM', '-rf', x])"
            + " @ subprocess\\.call\\(['\"](rm|del|format) @ 1 @ 24",
        "from subprocess import Popen;Popen(args=['sudo', '/bin/rm', x])"
            + " @ subprocess\\.call\\(['\"](rm|del|format) @ 1 @ 30",
        "import subprocess;subprocess.run(['sh', '-c', 'cd /; rm -rf *'])"
            + " @ subprocess\\.call\\(['\"](rm|del|format) @ 1 @ 19",
        "__import__('os') @ __import__\\(['\"]os['\"]\\) @ 1 @ 1",
        "x = __import__(\"o\" 's') @ __import__\\(['\"]os['\"]\\) @ 1 @ 5",
        "x = 1;  eval ('x') @ eval\\s*\\( @ 1 @ 9",
        "import builtins;builtins.eval('x') @ eval\\s*\\( @ 1 @ 17",
        "from builtins import eval as e;e('x') @ eval\\s*\\( @ 1 @ 32",
        "e = eval;e('x') @ eval\\s*\\( @ 1 @ 10",
        "list(map(eval, [])) @ eval\\s*\\( @ 1 @ 10",
        "print(f'{eval(\"1\")}') @ eval\\s*\\( @ 1 @ 10",
        "exec('x') @ exec\\s*\\( @ 1 @ 1",
        "é = exec('x') @ exec\\s*\\( @ 1 @ 5",
        "x = compile('x', 'y', 'exec') @ compile\\s*\\( @ 1 @ 5",
      })
  void a_pattern_of_the_original_blocks_by_whatever_name(
      String source, String pattern, int line, int column) {
    ScriptVerdict verdict = inspector().inspect("\n" + source + "\n");
    String expected =
        "Potentially dangerous pattern detected: "
            + pattern
            + " (line "
            + (line + 1)
            + ", column "
            + column
            + ")";
    assertEquals(List.of(expected), verdict.errors());
    ScriptFinding finding = verdict.findings().get(0);
    assertEquals(line + 1, finding.line());
    assertEquals(column, finding.column());
    assertEquals(ScriptSeverity.ERROR, finding.severity());
    assertTrue(finding.blocking());
  }

  @Test
  void both_findings_of_one_call_are_told() {
    ScriptVerdict verdict = inspector().inspect("__import__('os').system('x')");
    assertEquals(
        List.of(ScriptRule.OS_SYSTEM, ScriptRule.DUNDER_IMPORT_OS),
        verdict.findings().stream().map(ScriptFinding::rule).sorted().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import os",
        "import subprocess",
        "import sys",
        "import re\nre.compile('x')",
        "from re import compile\ncompile('x')",
        "import ast\nast.literal_eval('[1]')",
        "model.eval()",
        "self._private = 1",
        "'''the word eval( in a docstring'''",
        "x = 'os.system(1)'  # exec(2)",
        "import subprocess\nsubprocess.run(['ffmpeg', '-f', 'format', 'rm'])",
        "import subprocess\nsubprocess.run('git rm x', shell=True)",
        "import subprocess\nsubprocess.run(command)",
        "evaluate(1); my_exec(2); precompile(3)",
        "def eval(self): pass",
        "f(eval=1)",
      })
  void what_only_looks_dangerous_is_clean__C_08(String source) {
    assertEquals(List.of(), inspector().inspect(source).findings());
  }

  @Test
  void eval_of_a_data_frame_is_a_note_that_does_not_block__C_08() {
    ScriptVerdict verdict = inspector().inspect("import pandas as pd\ndf.eval('a+b')\n");
    assertTrue(verdict.valid());
    assertEquals(List.of(), verdict.errors());
    assertEquals(1, verdict.findings().size());
    assertEquals(ScriptRule.METHOD_EVAL, verdict.findings().get(0).rule());
    assertEquals(ScriptSeverity.NOTE, verdict.findings().get(0).severity());
    assertEquals(2, verdict.findings().get(0).line());
  }

  @Test
  void fancy_letters_spell_the_same_name__C_01() {
    ScriptVerdict verdict = inspector().inspect("𝓮𝓿𝓪𝓵('1')\nx.𝓰𝓲_𝓯𝓻𝓪𝓶𝓮\n");
    assertEquals(
        List.of("Potentially dangerous pattern detected: eval\\s*\\( (line 1, column 1)"),
        verdict.errors());
    assertEquals(ScriptRule.INTROSPECTION, verdict.findings().get(1).rule());
    assertEquals(3, verdict.findings().get(1).column());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# -*- coding: utf-7 -*-\n# +AAo-import os\nx = 1\n",
        "#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\nx = 1\n",
        "\r# coding=cp1252\rx = 1",
      })
  void a_declared_encoding_other_than_utf_8_is_refused__C_02(String source) {
    ScriptVerdict verdict = inspector().inspect(source.getBytes(StandardCharsets.US_ASCII));
    assertFalse(verdict.valid());
    assertEquals(ScriptRule.ENCODING, verdict.findings().get(0).rule());
    assertTrue(verdict.errors().get(0).contains("is not UTF-8"), verdict.errors()::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# -*- coding: UTF-8 -*-\nx = 1\n",
        "#!/usr/bin/python\n# coding: utf_8\nx = 1\n",
        "x = 1\n# coding: latin-1\n",
        "\ufeff# coding: utf-8\nx = 1\n",
      })
  void utf_8_by_any_declaration_is_accepted__C_02(String source) {
    assertEquals(List.of(), inspector().inspect(source).findings());
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused_with_their_place__C_02() {
    ScriptVerdict verdict =
        inspector().inspect("x = 1\ny = 'é'\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of("Script could not be inspected: the text is not valid UTF-8 (line 2, column 6)"),
        verdict.errors());
  }

  @Test
  void half_a_surrogate_pair_is_refused() {
    assertEquals(ScriptRule.ENCODING, inspector().inspect("x = '\ud800'").findings().get(0).rule());
  }

  @Test
  void a_format_string_that_reaches_attributes_is_suspicious__C_03() {
    ScriptVerdict verdict = inspector().inspect("def f(): pass\n'{0.__globals__}'.format(f)\n");
    assertTrue(verdict.valid());
    assertEquals(ScriptRule.FORMAT_ATTRIBUTE, verdict.findings().get(0).rule());
    assertEquals(2, verdict.findings().get(0).line());
    assertFalse(
        inspector(ScriptPolicy.standard().blocking(ScriptRule.FORMAT_ATTRIBUTE))
            .inspect("'{0.__init__.__globals__}'.format(f)")
            .valid());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g.gi_frame.f_globals",
        "c.cr_frame",
        "a.ag_frame",
        "e.__traceback__.tb_frame",
        "getattr(object, '__subclasses__')()",
        "getattr(x.y, '__sub' + 'classes__')()",
        "f.__globals__['x']",
      })
  void frames_and_subclasses_are_flagged__C_06(String source) {
    List<ScriptFinding> findings = inspector().inspect(source).findings();
    assertEquals(ScriptRule.INTROSPECTION, findings.get(0).rule());
    assertEquals(ScriptSeverity.WARNING, findings.get(0).severity());
  }

  @Test
  void a_nul_byte_is_a_syntax_error_with_its_place__C_07() {
    ScriptVerdict verdict = inspector().inspect("x = 1\ny =\0 2\n");
    assertEquals(
        List.of("Syntax error at line 2, column 4: source code cannot contain null bytes"),
        verdict.errors());
  }

  @Test
  void nested_brackets_are_a_syntax_error_with_a_line__C_07() {
    ScriptVerdict verdict = inspector().inspect("\nx = " + "(".repeat(250) + ")".repeat(250));
    assertFalse(verdict.valid());
    assertTrue(
        verdict.errors().get(0).startsWith("Syntax error at line 2, column 205: too many nested"),
        verdict.errors()::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x = (1\n", "x = 'a\n", "x = '''a\n", "x = 1)\n", "f'{x'\n"})
  void broken_brackets_and_strings_are_syntax_errors_with_a_place(String source) {
    ScriptVerdict verdict = inspector().inspect("y = 0\n" + source);
    assertFalse(verdict.valid());
    assertEquals(ScriptRule.SYNTAX_ERROR, verdict.findings().get(0).rule());
    assertTrue(
        verdict.errors().get(0).startsWith("Syntax error at line "), verdict.errors()::toString);
  }

  @Test
  void a_script_above_the_size_limit_is_refused_unseen__C_07() {
    ScriptVerdict verdict = inspector().inspect("#".repeat((1 << 20) + 1));
    assertEquals(
        List.of("Script could not be inspected: 1048577 bytes exceed the limit of 1048576 bytes"),
        verdict.errors());
  }

  @Test
  void a_policy_lets_a_rule_through_and_still_reports_it() {
    ScriptVerdict verdict =
        inspector(ScriptPolicy.standard().allowing(ScriptRule.EVAL)).inspect("eval('1')\n");
    assertTrue(verdict.valid());
    assertEquals(ScriptRule.EVAL, verdict.findings().get(0).rule());
    assertFalse(verdict.findings().get(0).blocking());
  }
}
