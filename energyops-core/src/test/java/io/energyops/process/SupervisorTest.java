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
import io.energyops.process.ExitRecord.Cause;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  @TempDir Path root;
  private Runs runs;

  @BeforeEach
  void open() {
    runs = new Runs(root);
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @Nested
  class The_end {

    @Test
    void of_a_program_that_exits_has_its_code_and_all_output() {
      SupervisedProcess run = runs.shell("echo one; echo two >&2; exit 137");
      ExitRecord exit = Runs.exit(run);
      assertEquals(Cause.EXITED, exit.cause());
      assertEquals(OptionalInt.of(137), exit.exitCode());
      assertEquals(OptionalInt.empty(), exit.signal());
      assertEquals("one\ntwo\n", Runs.output(run));
      assertEquals(8, exit.outputBytes());
      assertEquals("exit code 137", Verdict.of(exit).message());
      assertFalse(exit.endedAt().isBefore(exit.startedAt()));
    }

    @Test
    void by_a_signal_is_told_from_an_exit_code() {
      ExitRecord exit = Runs.exit(runs.shell("kill -9 $$"));
      assertEquals(Cause.SIGNALLED, exit.cause());
      assertEquals(OptionalInt.of(9), exit.signal());
      assertEquals(OptionalInt.empty(), exit.exitCode());
      Verdict verdict = Verdict.of(exit);
      assertEquals(ExecutionStatus.FAILED, verdict.status());
      assertEquals(TerminationReason.SIGNALLED, verdict.reason());
      assertEquals("killed (signal 9)", verdict.message());
    }

    @Test
    void of_a_program_that_does_not_exist_is_no_exit_code() {
      SupervisedProcess run = runs.launch(spec -> spec.command(List.of("/nowhere/python3", "x")));
      ExitRecord exit = Runs.exit(run);
      assertEquals(Cause.COULD_NOT_START, exit.cause());
      assertEquals(OptionalInt.empty(), exit.exitCode());
      assertTrue(exit.message().orElseThrow().contains("/nowhere/python3"));
      assertEquals(Optional.empty(), run.started());
      assertEquals(TerminationReason.COULD_NOT_START, Verdict.of(exit).reason());
    }

    @Test
    void at_the_wall_time_comes_also_for_a_program_that_ignores_term() {
      SupervisedProcess run =
          runs.shell(
              "trap '' TERM; echo on; while :; do sleep 0.1; done",
              spec -> spec.wallTime(Duration.ofMillis(300)).grace(Duration.ofMillis(200)));
      ExitRecord exit = Runs.exit(run);
      assertEquals(Cause.TIME_LIMIT, exit.cause());
      assertTrue(exit.forced());
      assertEquals(ExecutionStatus.TIMED_OUT, Verdict.of(exit).status());
      assertTrue(exit.runtime().toMillis() >= 500, exit.toString());
    }

    @Test
    void at_the_output_limit_keeps_exactly_what_is_allowed() {
      SupervisedProcess run = runs.shell("yes", spec -> spec.outputBytes(100_000));
      ExitRecord exit = Runs.exit(run);
      assertEquals(Cause.OUTPUT_LIMIT, exit.cause());
      assertEquals(100_000, exit.outputBytes());
      assertEquals(100_000, Runs.output(run).length());
      assertTrue(exit.lostBytes() > 0);
      assertEquals(ExecutionStatus.FAILED, Verdict.of(exit).status());
    }

    @Test
    void comes_when_the_owner_shows_no_life_and_not_before() {
      SupervisedProcess run =
          runs.shell("sleep 20", spec -> spec.restartGrace(Duration.ofMillis(700)));
      Runs.started(run);
      await()
          .pollInterval(Duration.ofMillis(100))
          .during(Duration.ofMillis(1500))
          .until(
              () -> {
                run.touchLease();
                return run.end().isEmpty();
              });
      ExitRecord exit = Runs.exit(run);
      assertEquals(Cause.LEASE_LOST, exit.cause());
      assertEquals(TerminationReason.NODE_ENDED, Verdict.of(exit).reason());
    }

    @Test
    void of_a_killed_python_script_keeps_its_last_lines() {
      SupervisedProcess run =
          runs.python("import time\nfor i in range(3): print('line', i)\ntime.sleep(20)");
      Runs.awaitOutput(run, "line 2\n");
      assertTrue(
          ProcessHandle.of(Runs.started(run).program().pid()).orElseThrow().destroyForcibly());
      assertEquals(OptionalInt.of(9), Runs.exit(run).signal());
      assertEquals("line 0\nline 1\nline 2\n", Runs.output(run));
    }
  }

  @Nested
  class A_child_that_holds_the_output_open {

    @Test
    void does_not_keep_the_run_from_ending() {
      SupervisedProcess run = runs.shell("sleep 30 & echo done");
      ExitRecord exit = Runs.exit(run);
      assertEquals(OptionalInt.of(0), exit.exitCode());
      assertEquals("done\n", Runs.output(run));
      assertEquals(List.of("sleep 30"), exit.leftover());
      assertEquals(List.of(), exit.survivors());
      assertEquals(List.of(), runs.living());
      assertEquals(ExecutionStatus.COMPLETED, Verdict.of(exit).status());
    }

    @Test
    void is_heard_as_long_as_it_speaks() {
      SupervisedProcess run =
          runs.shell("(for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.1; echo late $i; done) & exit 0");
      ExitRecord exit = Runs.exit(run);
      assertTrue(exit.runtime().toMillis() < 500, "its parent ended at once");
      assertEquals(10, Runs.output(run).lines().count());
      assertEquals(Cause.EXITED, exit.cause());
    }
  }

  @Nested
  class A_kill {

    @Test
    void reaches_the_whole_tree_with_a_double_forked_session() throws IOException {
      Path beats = root.resolve("beats");
      String loop = "while :; do echo x >> " + beats + "; sleep 0.02; done";
      SupervisedProcess run =
          runs.shell(
              "setsid sh -c 'sh -c \""
                  + loop
                  + "\" >/dev/null 2>&1 & exit 0' & sh -c '"
                  + loop
                  + "' & echo up; wait; sleep 20");
      Runs.awaitOutput(run, "up");
      await().until(() -> Runs.count(beats) > 20);
      run.requestKill(TerminationReason.KILLED_BY_USER, Duration.ofMillis(500));
      ExitRecord exit = Runs.exit(run);
      long written = Runs.count(beats);
      assertEquals(List.of(), runs.living());
      assertEquals(Cause.KILLED, exit.cause());
      assertEquals(Optional.of(TerminationReason.KILLED_BY_USER), exit.requested());
      assertEquals(ExecutionStatus.CANCELLED, Verdict.of(exit).status());
      await().during(Duration.ofMillis(200)).until(() -> Runs.count(beats) == written);
    }

    @Test
    void lets_a_program_tidy_up_within_its_grace() {
      SupervisedProcess run =
          runs.shell("trap 'echo tidy; exit 7' TERM; echo up; while :; do sleep 0.05; done");
      Runs.awaitOutput(run, "up");
      run.requestKill(TerminationReason.NODE_CLOSED, Duration.ofSeconds(5));
      ExitRecord exit = Runs.exit(run);
      assertEquals(OptionalInt.of(7), exit.exitCode());
      assertFalse(exit.forced());
      assertTrue(
          Runs.output(run).lines().toList().containsAll(List.of("up", "tidy")), Runs.output(run));
      assertEquals(TerminationReason.NODE_CLOSED, Verdict.of(exit).reason());
    }

    @Test
    void that_is_repeated_with_a_shorter_grace_is_hurried() {
      SupervisedProcess run = runs.shell("trap '' TERM; echo up; while :; do sleep 0.05; done");
      Runs.awaitOutput(run, "up");
      run.requestKill(TerminationReason.KILLED_BY_USER, Duration.ofMinutes(1));
      run.requestKill(TerminationReason.NODE_CLOSED, Duration.ofMillis(100));
      ExitRecord exit = Runs.exit(run);
      assertTrue(exit.forced());
      assertEquals(Optional.of(TerminationReason.KILLED_BY_USER), exit.requested());
    }

    @Test
    void before_the_program_is_up_counts_too() {
      SupervisedProcess run = runs.shell("sleep 20");
      run.requestKill(TerminationReason.KILLED_BY_USER, Duration.ofMillis(100));
      assertEquals(Cause.KILLED, Runs.exit(run).cause());
    }

    @Test
    void after_the_end_changes_nothing() {
      SupervisedProcess run = runs.shell("exit 0");
      Runs.exit(run);
      run.requestKill(TerminationReason.KILLED_BY_USER, Duration.ZERO);
      assertEquals(Cause.EXITED, Runs.exit(run).cause());
      assertFalse(Files.exists(run.controlDirectory().resolve("kill")));
    }
  }

  @Nested
  class A_supervisor {

    @Test
    void outlives_the_thread_that_started_it() throws InterruptedException, ExecutionException {
      var pool = Executors.newSingleThreadExecutor();
      SupervisedProcess run = pool.submit(() -> runs.shell("sleep 1; echo alive")).get();
      pool.shutdown();
      assertTrue(pool.awaitTermination(5, java.util.concurrent.TimeUnit.SECONDS));
      assertEquals(OptionalInt.of(0), Runs.exit(run).exitCode());
      assertEquals("alive\n", Runs.output(run));
    }

    @Test
    void is_found_again_by_its_directory() {
      SupervisedProcess run = runs.shell("echo a; while [ ! -e go ]; do sleep 0.02; done; echo b");
      Runs.awaitOutput(run, "a");
      SupervisedProcess again = runs.attach(run);
      assertTrue(again.supervisorAlive());
      assertEquals(Runs.started(run), again.started().orElseThrow());
      assertTrue(Runs.started(again).program().isAlive());
      assertTrue(root.resolve("go").toFile().mkdir());
      assertEquals(OptionalInt.of(0), Runs.exit(again).exitCode());
      assertEquals("a\nb\n", Runs.output(again));
    }

    @Test
    void can_be_told_to_end_by_whoever_found_it_again() {
      SupervisedProcess run = runs.shell("echo up; sleep 20");
      Runs.awaitOutput(run, "up");
      SupervisedProcess again = runs.attach(run);
      again.requestKill(TerminationReason.NODE_CLOSED, Duration.ofMillis(500));
      assertEquals(Cause.KILLED, Runs.exit(again).cause());
    }

    @Test
    void that_is_killed_takes_its_program_along_and_the_rest_is_swept() {
      SupervisedProcess run =
          runs.shell("setsid sh -c 'sleep 30 >/dev/null 2>&1 & exit 0'; echo up; sleep 30");
      Runs.awaitOutput(run, "up");
      StartRecord start = Runs.started(run);
      assertTrue(ProcessHandle.of(start.supervisor().pid()).orElseThrow().destroyForcibly());
      SupervisorLost lost = assertInstanceOf(SupervisorLost.class, Runs.end(run));
      assertEquals(TerminationReason.SUPERVISOR_LOST, lost.reason());
      assertEquals(List.of(), lost.survivors());
      assertFalse(start.program().isAlive());
      assertEquals(List.of(), runs.living());
      assertEquals(TerminationReason.SUPERVISOR_LOST, Verdict.of(lost).reason());
    }

    @Test
    void never_begins_a_run_that_was_settled_before() throws IOException, InterruptedException {
      SupervisedProcess first = runs.shell("exit 0");
      Runs.exit(first);
      Process second =
          new ProcessBuilder(
                  Python.INTERPRETER.toString(),
                  first.controlDirectory().resolve("supervisor.py").toString(),
                  first.controlDirectory().toString())
              .start();
      assertEquals(3, second.waitFor());
      assertEquals(OptionalInt.of(0), Runs.exit(runs.attach(first)).exitCode());
    }

    @Test
    void that_had_not_begun_when_its_run_was_found_is_kept_from_beginning() throws IOException {
      Path directory = Files.createDirectory(root.resolve("interrupted"));
      Files.writeString(directory.resolve("spec.json"), "{\"token\":\"none-such\"}");
      SupervisedProcess run = Supervisor.create(System::nanoTime).attach(directory);
      SupervisorLost lost = assertInstanceOf(SupervisorLost.class, Runs.end(run));
      assertEquals(TerminationReason.NODE_ENDED, lost.reason());
      assertEquals(TerminationReason.NODE_ENDED, Verdict.of(lost).reason());
      assertTrue(Files.exists(directory.resolve("claim")));
    }

    @Test
    void keeps_every_byte_when_the_disk_is_full_for_a_while()
        throws IOException, InterruptedException {
      SupervisedProcess run =
          runs.shell(
              "while [ ! -e go ]; do sleep 0.02; done; i=0; while [ $i -lt 3000 ]; do"
                  + " echo 0123456789012345678901234567890123456789; i=$((i+1)); done");
      String supervisor = Long.toString(Runs.started(run).supervisor().pid());
      assertEquals(0, prlimit(supervisor, "40000"));
      assertTrue(root.resolve("go").toFile().mkdir());
      Path spool = run.controlDirectory().resolve("spool");
      await().until(() -> Files.size(spool) == 40_000);
      await().during(Duration.ofMillis(300)).until(() -> run.end().isEmpty());
      assertEquals(0, prlimit(supervisor, "unlimited"));
      ExitRecord exit = Runs.exit(run);
      assertEquals(0, exit.lostBytes());
      assertEquals(3000 * 41, Runs.output(run).length());
    }

    private int prlimit(String pid, String bytes) throws IOException, InterruptedException {
      return new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes + ":")
          .start()
          .waitFor();
    }
  }

  @Nested
  class A_launch {

    @Test
    void with_an_interpreter_that_does_not_exist_says_which() {
      EnergyOpsException refused =
          assertThrows(
              EnergyOpsException.class,
              () -> runs.shell("exit 0", spec -> spec.interpreter(Path.of("/nowhere/python3"))));
      assertEquals(ErrorCode.EXECUTION_NOT_STARTED, refused.code());
      assertTrue(refused.getMessage().contains("/nowhere/python3"));
    }

    @Test
    void with_something_else_than_python_ends_as_not_started() {
      SupervisedProcess run = runs.shell("exit 0", spec -> spec.interpreter(Path.of("/bin/false")));
      SupervisorLost lost = assertInstanceOf(SupervisorLost.class, Runs.end(run));
      assertEquals(TerminationReason.COULD_NOT_START, Verdict.of(lost).reason());
    }

    @Test
    void into_a_used_directory_is_refused() {
      SupervisedProcess run = runs.shell("exit 0");
      Runs.exit(run);
      EnergyOpsException refused =
          assertThrows(
              EnergyOpsException.class,
              () -> runs.shell("exit 0", s -> s.controlDirectory(run.controlDirectory())));
      assertEquals(ErrorCode.EXECUTION_NOT_STARTED, refused.code());
    }

    @Test
    void passes_nothing_of_the_environment_on() throws IOException {
      SupervisedProcess run =
          runs.launch(s -> s.command(List.of("/bin/sh", "-c", "env; sleep 20")));
      Runs.awaitOutput(run, "ENERGYOPS_RUN=");
      assertFalse(Runs.output(run).contains("JAVA"), Runs.output(run));
      StartRecord start = Runs.started(run);
      String seen = Files.readString(Path.of("/proc/" + start.supervisor().pid() + "/environ"));
      assertFalse(seen.contains("HOME="), "the supervisor's environment can be read in /proc");
    }
  }

  @Test
  void nothing_is_attached_where_nothing_was_started() {
    Supervisor supervisor = Supervisor.create(System::nanoTime);
    assertThrows(NotFoundException.class, () -> supervisor.attach(root.resolve("none")));
  }
}
