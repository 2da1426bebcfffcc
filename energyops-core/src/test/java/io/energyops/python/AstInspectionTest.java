package io.energyops.python;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AstInspectionTest extends InspectionSpecification {

  private static PythonInterpreter interpreter;

  @BeforeAll
  static void findInterpreter() {
    interpreter = PythonInterpreters.find();
  }

  @Override
  ScriptInspector inspector() {
    return ScriptInspector.builder().interpreter(interpreter).build();
  }

  @Override
  ScriptInspector inspector(ScriptPolicy policy) {
    return ScriptInspector.builder().interpreter(interpreter).policy(policy).build();
  }

  @Test
  void the_verdict_says_that_the_syntax_tree_was_read() {
    assertEquals(InspectionMethod.AST, ScriptInspector.detect().inspect("x = 1").method());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import os; os.__dict__['metsys'[::-1]]('x')",
        "import sys; sys.modules['os'].system('x')",
        "import importlib; importlib.import_module('os').system('x')",
        "import os\nname = 'system'\ngetattr(os, name)('x')",
        "import os\ndef f(run=os.system): run('x')",
        "import os\nclass A:\n  run = os.system\nA.run('x')",
        "import os\n[os.system][0]('x')",
        "import os\n(os.system if x else print)('x')",
        "import os\nwith x as (a, b): a, c = os.system, 1\na('x')",
        "import os\ndef f():\n  g = os.system\n  def h(): g('x')",
        "import os\nif (s := os.system): s('x')",
        "import subprocess\nsubprocess.os.system('x')",
        "import os\ngetattr(os, ''.join(['sys', chr(116), 'em']))('x')",
        "import os\n(lambda: os.system)()('x')",
      })
  void os_system_is_found_behind_expressions(String source) {
    List<ScriptFinding> findings = inspector().inspect(source).findings();
    assertTrue(
        findings.stream().anyMatch(f -> f.rule() == ScriptRule.OS_SYSTEM && f.blocking()),
        findings::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "globals()['ev' + 'al']('1')",
        "(lambda: 0).__globals__['__builtins__']['eval']('1')",
        "if 0:\n  def eval(x): pass\neval('1')",
        "def eval(x): pass\ndel eval\neval('1')",
        "eval('1')\neval = print",
        "class A:\n  def eval(self): return eval('1')",
        "x = [eval(y) for y in z]",
        "@eval\ndef f(): pass",
        "def f(x=eval('1')): pass",
      })
  void eval_is_found_in_spite_of_scopes_and_shadows(String source) {
    List<ScriptFinding> findings = inspector().inspect(source).findings();
    assertTrue(
        findings.stream().anyMatch(f -> f.rule() == ScriptRule.EVAL && f.blocking()),
        findings::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def compile(model): return model\ncompile(1)",
        "def f(eval): return eval(1)",
        "from torch import compile\nmodel = compile(model)",
        "import re\ncompile = re.compile\ncompile('x')",
        "[exec(1) for exec in y]",
      })
  void a_name_that_the_script_defines_itself_is_not_the_builtin__C_08(String source) {
    assertEquals(List.of(), inspector().inspect(source).findings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import subprocess\ncmd = ['rm', '-rf', path]\nsubprocess.run(cmd)",
        "import subprocess\nsubprocess.run(f'rm -rf {path}', shell=True)",
        "import subprocess\nsubprocess.run('rm -rf {}'.format(path).split())",
        "import shlex, subprocess\nsubprocess.run(shlex.split('rm -rf x'))",
        "import subprocess\nsubprocess.check_output('format c:')",
        "import os\nos.popen('cmd.exe /c DEL x')",
        "import asyncio\nasyncio.create_subprocess_exec('/bin/rm', '-r')",
      })
  void a_deleting_child_process_is_found(String source) {
    List<ScriptFinding> findings = inspector().inspect(source).findings();
    assertEquals(ScriptRule.SUBPROCESS_DELETE, findings.get(0).rule());
  }

  @Test
  void a_computed_attribute_of_a_dangerous_module_is_a_warning() {
    ScriptVerdict verdict = inspector().inspect("import os\ngetattr(os, input())('x')\n");
    assertTrue(verdict.valid());
    assertEquals(ScriptRule.DYNAMIC_ATTRIBUTE, verdict.findings().get(0).rule());
  }

  @Test
  void a_syntax_error_says_line_and_column() {
    ScriptVerdict verdict = inspector().inspect("x = 1\nif x\n  y = 2\n");
    assertEquals(1, verdict.errors().size());
    assertTrue(
        verdict.errors().get(0).startsWith("Syntax error at line 2, column 5: "),
        verdict.errors()::toString);
    assertEquals(2, verdict.findings().get(0).line());
    assertEquals(5, verdict.findings().get(0).column());
  }

  @Test
  void what_only_the_compiler_refuses_is_a_syntax_error_too() {
    ScriptVerdict verdict = inspector().inspect("x = 1\nreturn x\n");
    assertEquals(
        List.of("Syntax error at line 2, column 1: 'return' outside function"), verdict.errors());
  }

  @Nested
  class Deep_source__C_07 {

    @ParameterizedTest
    @ValueSource(ints = {5_000, 100_000})
    void a_long_sum_is_a_finding_with_its_line(int terms) {
      assertTooDeep("y = 1\n\nx = " + "1+".repeat(terms) + "1\n", 3);
    }

    @Test
    void minus_signs_without_end_are_a_finding_with_their_line() {
      assertTooDeep("y = 1\nx = " + "-".repeat(100_000) + "1\n", 2);
    }

    @Test
    void a_chain_of_attributes_and_calls_is_a_finding_with_its_line() {
      assertTooDeep("y = 1\nx = f" + ".a()".repeat(20_000) + "\n", 2);
    }

    @Test
    void a_wide_script_is_not_deep() {
      String rows = "(1, 2.5, 'north'),\n".repeat(5_000);
      assertEquals(List.of(), inspector().inspect("rows = [" + rows + "]\n").findings());
    }

    private void assertTooDeep(String source, int line) {
      ScriptVerdict verdict = inspector().inspect(source);
      assertFalse(verdict.valid());
      assertEquals(ScriptRule.TOO_DEEP, verdict.findings().get(0).rule());
      assertEquals(line, verdict.findings().get(0).line());
      assertTrue(
          verdict.errors().get(0).startsWith("Script could not be inspected: "),
          verdict.errors()::toString);
    }
  }

  @Nested
  class A_child_that_fails {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
          "import sys; sys.exit(3)",
          "print('{}')",
          "print('no json')",
          "print('{\"code\":true,\"problem\":null,\"facts\":[[\"call\"]],\"truncated\":false}')",
          "print('{\"code\":true,\"problem\":null,\"facts\":[],\"truncated\":true}')",
          "pass",
        })
    void refuses_the_script(String program) {
      assertEquals(ScriptRule.NOT_INSPECTED, run(program, Duration.ofSeconds(10)).rule());
    }

    @Test
    void is_killed_with_its_children_when_it_takes_too_long() {
      long before = ProcessHandle.current().descendants().count();
      SourceProblem problem =
          run(
              "import subprocess, time; subprocess.Popen(['sleep', '60']); time.sleep(60)",
              Duration.ofMillis(700));
      assertEquals(ScriptRule.NOT_INSPECTED, problem.rule());
      assertTrue(problem.message().contains("took longer than 700 ms"), problem.message());
      await()
          .untilAsserted(() -> assertEquals(before, ProcessHandle.current().descendants().count()));
    }

    @Test
    void sees_nothing_of_the_host_environment() {
      SourceProblem problem =
          run(
              "import os; print('{\"code\":true,\"facts\":[],\"truncated\":false,\"problem\":"
                  + "[\"syntax\",1,1,\"%s\"]}' % ' '.join(os.environ))",
              Duration.ofSeconds(10));
      assertFalse(problem.message().contains("PATH"), problem.message());
      assertFalse(problem.message().contains("HOME"), problem.message());
    }

    @Test
    void cannot_take_more_memory_than_its_limit() throws IOException {
      SourceProblem problem =
          run(
              shipped()
                  .replace(
                      "    tree = compile(", "    bytearray(1 << 30)\n        tree = compile("),
              Duration.ofSeconds(10));
      assertEquals(ScriptRule.TOO_DEEP, problem.rule());
    }

    @Test
    void cannot_write_a_file_beyond_its_limit() throws IOException {
      SourceProblem problem =
          run(
              shipped()
                  .replace(
                      "    sys.stdout.buffer.write(",
                      "    sys.stdout.buffer.write(b' ' * (9 << 20))\n    sys.stdout.buffer.write("),
              Duration.ofSeconds(10));
      assertEquals(ScriptRule.NOT_INSPECTED, problem.rule());
    }

    @Test
    void is_no_reason_to_let_the_script_through_when_it_cannot_start() {
      PythonInterpreter gone =
          new PythonInterpreter(
              Path.of("/nonexistent/python3"), "3.11.7", Path.of("/"), Path.of("/"));
      ScriptVerdict verdict =
          ScriptInspector.builder().interpreter(gone).build().inspect("x = 1\n");
      assertFalse(verdict.valid());
      assertEquals(ScriptRule.NOT_INSPECTED, verdict.findings().get(0).rule());
    }

    private String shipped() throws IOException {
      try (InputStream stream = AstFacts.class.getResourceAsStream("inspect.py")) {
        assertNotNull(stream);
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    private SourceProblem run(String program, Duration limit) {
      byte[] bytes = program.getBytes(StandardCharsets.UTF_8);
      ScriptFacts facts =
          new AstFacts(interpreter, limit, bytes).facts(SourceText.of("x = 1\n", 100));
      assertNotNull(facts.problem());
      return facts.problem();
    }
  }

  @Test
  void an_interrupted_caller_gets_a_typed_error_and_keeps_its_flag() {
    Thread.currentThread().interrupt();
    EnergyOpsException thrown =
        assertThrows(EnergyOpsException.class, () -> inspector().inspect("x = 1"));
    assertEquals(ErrorCode.INTERRUPTED, thrown.code());
    assertTrue(Thread.interrupted());
  }

  @Test
  void no_policy_lets_through_what_was_not_inspected() {
    assertThrows(
        InvalidArgumentException.class,
        () -> ScriptPolicy.standard().allowing(ScriptRule.NOT_INSPECTED));
  }

  @Test
  void settings_out_of_range_are_refused() {
    ScriptInspector.Builder builder = ScriptInspector.builder();
    assertThrows(InvalidArgumentException.class, () -> builder.maxBytes(0));
    assertThrows(InvalidArgumentException.class, () -> builder.limit(Duration.ZERO));
  }
}
