package io.energyops.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.LimitKind;
import io.energyops.run.TerminationReason;
import io.energyops.sandbox.LimitNotEnforceableException;
import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.sandbox.SandboxOptions;
import io.energyops.sandbox.SandboxOptionsBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

  @TempDir Path root;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private SandboxExecutor sandbox;

  @BeforeEach
  void open() {
    Map<String, String> host = Map.of("PATH", "/usr/bin:/bin", "DB_PASSWORD", "hunter2");
    sandbox =
        SandboxExecutors.builder(root.resolve("runs"), scheduler)
            .interpreter(() -> Optional.of(Python.INTERPRETER))
            .hostEnvironment(host)
            .build();
  }

  @AfterEach
  void close() throws IOException {
    sandbox.close();
    scheduler.shutdownNow();
    assertEquals(List.of(), folders(), "private folders are left");
  }

  private List<Path> folders() throws IOException {
    if (!Files.exists(root.resolve("runs"))) {
      return List.of();
    }
    try (var entries = Files.list(root.resolve("runs"))) {
      return entries.toList();
    }
  }

  private SandboxOptionsBuilder options() {
    return SandboxOptions.builder()
        .grace(Duration.ofMillis(500))
        .output((stream, time, data) -> printed.writeBytes(data));
  }

  private RunningScript start(String source, SandboxOptions options, String... args) {
    try {
      Path script = Files.writeString(root.resolve("script.py"), source);
      return sandbox.executeScript(script, List.of(args), options);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ExecutionResult result(RunningScript script) {
    return script.completion().orTimeout(15, TimeUnit.SECONDS).join();
  }

  private ExecutionResult run(String source, SandboxOptions options, String... args) {
    return result(start(source, options, args));
  }

  @Nested
  class A_script {

    @Test
    void gets_its_arguments_and_a_clean_environment_in_a_private_folder() {
      ExecutionResult result =
          run(
              """
              import os, sys, stat
              print(sys.argv[1:], sys.stdin.read() == '')
              print(sorted(os.environ))
              print(os.environ['HOME'] == os.getcwd(), oct(stat.S_IMODE(os.stat('.').st_mode)))
              print('hunter2' in open('/proc/%d/environ' % os.getppid()).read())
              """,
              options().build(), "a b", "€");
      assertEquals(ExecutionStatus.COMPLETED, result.status(), result.toString());
      assertEquals(OptionalInt.of(0), result.exitCode());
      assertEquals(4, result.outputLines());
      List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
      assertEquals("['a b', '€'] True", lines.get(0));
      assertEquals(
          "['ENERGYOPS_RUN', 'HOME', 'PATH', 'PYTHONUNBUFFERED']",
          lines.get(1).replace("'LC_CTYPE', ", ""));
      assertEquals("True 0o700", lines.get(2));
      assertEquals("False", lines.get(3));
    }

    @Test
    void finds_modules_beside_it_unless_its_interpreter_is_isolated() throws IOException {
      Files.writeString(root.resolve("beside.py"), "word = 'found'");
      String source =
          """
          import sys
          try:
              import beside
              print(sys.flags.isolated, beside.word)
          except ImportError as error:
              print(sys.flags.isolated, error)
          """;
      run(source, options().build());
      run(source, options().isolatedInterpreter(true).build());
      assertEquals(
          "0 found\n1 No module named 'beside'\n", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void that_fails_has_its_exit_code() {
      ExecutionResult result = run("raise SystemExit(3)", options().build());
      assertEquals(ExecutionStatus.FAILED, result.status());
      assertEquals(TerminationReason.EXITED, result.reason());
      assertEquals(OptionalInt.of(3), result.exitCode());
    }

    @Test
    void at_its_wall_time_is_timed_out_and_the_report_says_by_whom() {
      ExecutionResult result =
          run("import time\ntime.sleep(20)", options().wallTime(Duration.ofMillis(400)).build());
      assertEquals(ExecutionStatus.TIMED_OUT, result.status());
      Enforcement time = limit(result, LimitKind.TIME);
      assertTrue(time.hit());
      assertEquals(Optional.of("supervisor"), time.enforcedBy());
      assertFalse(limit(result, LimitKind.OUTPUT).hit());
      assertEquals(Optional.empty(), limit(result, LimitKind.MEMORY).enforcedBy());
    }

    @Test
    void at_its_output_limit_fails() {
      ExecutionResult result =
          run("while True: print('x' * 99)", options().outputBytes(5000).build());
      assertEquals(ExecutionStatus.FAILED, result.status());
      assertEquals(TerminationReason.OUTPUT_LIMIT, result.reason());
      assertEquals(5000, printed.size());
      assertTrue(limit(result, LimitKind.OUTPUT).hit());
    }

    @Test
    void goes_on_when_its_sink_fails() {
      ExecutionResult result =
          run(
              "print('a')\nprint('b')",
              options()
                  .output(
                      (stream, time, data) -> {
                        throw new IllegalStateException("full");
                      })
                  .build());
      assertEquals(ExecutionStatus.COMPLETED, result.status());
      assertEquals(2, result.outputLines());
    }

    @Test
    void leaves_nothing_behind_whatever_it_made_and_no_link_is_followed() throws IOException {
      Path kept = Files.createDirectory(root.resolve("kept"));
      Files.writeString(kept.resolve("file"), "keep me");
      ExecutionResult result =
          run(
              """
              import os, sys
              os.symlink(sys.argv[1], 'link')
              os.symlink(sys.argv[1] + '/file', 'file-link')
              os.makedirs('locked/inner'); open('locked/inner/f', 'w').close()
              os.chmod('locked/inner', 0); os.chmod('locked', 0)
              for i in range(3000):
                  os.mkdir('deep'); os.chdir('deep')
              open('bottom', 'w').close()
              """,
              options().build(),
              kept.toString());
      assertEquals(ExecutionStatus.COMPLETED, result.status(), result.toString());
      assertEquals(List.of(), folders());
      assertEquals("keep me", Files.readString(kept.resolve("file")));
    }

    private Enforcement limit(ExecutionResult result, LimitKind kind) {
      return result.limits().stream().filter(e -> e.limit() == kind).findFirst().orElseThrow();
    }
  }

  @Nested
  class A_kill {

    private static final String SLEEPER =
        "import subprocess, time\nsubprocess.Popen(['sleep', '30'])\nprint('up')\ntime.sleep(30)";

    @Test
    void ends_the_script_with_its_children_and_says_so() {
      RunningScript script = start(SLEEPER, options().build());
      await().until(() -> printed.toString(StandardCharsets.UTF_8).contains("up"));
      ProcessHandle child =
          ProcessHandle.of(script.pid().orElseThrow())
              .orElseThrow()
              .children()
              .findFirst()
              .orElseThrow();
      KillResult answer = script.kill().orTimeout(15, TimeUnit.SECONDS).join();
      assertTrue(answer.killed(), answer.toString());
      assertFalse(assertInstanceOf(KillResult.Killed.class, answer).forced());
      assertFalse(child.isAlive());
      assertEquals(ExecutionStatus.CANCELLED, result(script).status());
      assertEquals(new KillResult.AlreadyFinished(ExecutionStatus.CANCELLED), script.kill().join());
    }

    @Test
    void is_not_undone_by_cancelling_its_answer() {
      RunningScript script = start(SLEEPER, options().build());
      script.kill().cancel(true);
      script.completion().cancel(true);
      assertEquals(TerminationReason.KILLED_BY_USER, result(script).reason());
    }

    @Test
    void comes_with_close() {
      RunningScript script = start(SLEEPER, options().build());
      script.close();
      assertTrue(script.completion().isDone());
      script.close();
    }

    @Test
    void comes_to_every_script_with_the_close_of_the_executor() {
      RunningScript script = start(SLEEPER, options().build());
      sandbox.close();
      assertEquals(TerminationReason.NODE_CLOSED, script.completion().join().reason());
      SandboxOptions defaults = SandboxOptions.defaults();
      EnergyOpsException refused =
          assertThrows(EnergyOpsException.class, () -> start("pass", defaults));
      assertEquals(ErrorCode.CLOSED, refused.code());
    }
  }

  @Nested
  class A_start {

    @Test
    void is_refused_when_a_required_limit_cannot_be_enforced() throws IOException {
      SandboxOptions strict = options().require(LimitKind.MEMORY, LimitKind.TIME).build();
      LimitNotEnforceableException refused =
          assertThrows(LimitNotEnforceableException.class, () -> start("pass", strict));
      assertEquals(ErrorCode.LIMIT_NOT_ENFORCEABLE, refused.code());
      assertEquals(Set.of(LimitKind.MEMORY), refused.limits());
      assertEquals(List.of(), folders());
    }

    @Test
    void goes_ahead_when_a_required_limit_is_enforced() {
      SandboxOptions strict = options().require(LimitKind.OUTPUT, LimitKind.TIME).build();
      assertEquals(ExecutionStatus.COMPLETED, run("pass", strict).status());
    }

    @Test
    void with_a_missing_interpreter_is_a_failed_run_that_names_it() {
      ExecutionResult result =
          run("pass", options().interpreter(Path.of("/nowhere/python3")).build());
      assertEquals(ExecutionStatus.FAILED, result.status());
      assertEquals(TerminationReason.COULD_NOT_START, result.reason());
      assertTrue(result.message().orElseThrow().contains("/nowhere/python3"));
    }

    @Test
    void of_a_missing_script_is_refused() {
      SandboxOptions defaults = SandboxOptions.defaults();
      assertThrows(
          NotFoundException.class,
          () -> sandbox.executeScript(root.resolve("none.py"), List.of(), defaults));
    }
  }

  @Test
  void capabilities_name_every_limit_and_what_plain_cannot_do() {
    List<Enforcement> report = sandbox.capabilities();
    assertEquals(LimitKind.values().length, report.size());
    assertEquals(
        Set.of(LimitKind.TIME, LimitKind.OUTPUT, LimitKind.ENVIRONMENT),
        report.stream()
            .filter(e -> e.enforcedBy().isPresent())
            .map(Enforcement::limit)
            .collect(java.util.stream.Collectors.toSet()));
    assertEquals("512 MiB", report.get(0).requested());
    assertEquals("10 min", report.get(2).requested());
  }
}
