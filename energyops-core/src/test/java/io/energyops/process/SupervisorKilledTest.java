package io.energyops.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.process.ExitRecord.Cause;
import io.energyops.run.TerminationReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The supervisor gets SIGKILL: its run ends once, in a true state, and nothing of it lives. */
class SupervisorKilledTest {

  /** Leaves a daemon, says one line, and ends or not. */
  private static final String PROGRAM =
      "touch ran; setsid sh -c 'sleep 60 >/dev/null 2>&1 & exit 0'; echo one; ";

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

  private static void kill(ProcessHandle supervisor) {
    assertTrue(supervisor.destroyForcibly());
  }

  private SupervisedProcess killed(String moment, String file, String program) {
    Path interpreter = PausedInterpreter.at(root, moment, file);
    SupervisedProcess run = runs.shell(program, spec -> spec.interpreter(interpreter));
    ProcessHandle supervisor = PausedInterpreter.awaitPause(run);
    assertTrue(run.end().isEmpty(), "it is only stopped");
    kill(supervisor);
    return run;
  }

  private SupervisorLost lost(SupervisedProcess run) {
    SupervisorLost lost = assertInstanceOf(SupervisorLost.class, Runs.end(run));
    assertEquals(List.of(), lost.survivors());
    assertEquals(List.of(), runs.living());
    assertEquals(lost, Runs.end(run), "a run ends once");
    SupervisorLost again = assertInstanceOf(SupervisorLost.class, Runs.end(runs.attach(run)));
    assertEquals(lost.reason(), again.reason());
    return lost;
  }

  @Nested
  class Before_it_has_started_the_program {

    @ParameterizedTest
    @CsvSource({"after, claim", "before, members"})
    void the_run_was_not_started(String moment, String file) {
      SupervisorLost lost = lost(killed(moment, file, PROGRAM + "sleep 60"));
      assertEquals(TerminationReason.COULD_NOT_START, lost.reason());
      assertFalse(Files.exists(root.resolve("ran")));
      assertFalse(lost.message().contains("cannot be excluded"), lost.message());
    }

    @Test
    void and_before_its_claim_the_run_can_be_settled_by_whoever_finds_it() {
      SupervisedProcess run = killed("before", "claim", PROGRAM + "sleep 60");
      assertEquals(
          TerminationReason.COULD_NOT_START,
          assertInstanceOf(SupervisorLost.class, Runs.end(run)).reason());
      SupervisedProcess again = runs.attach(run);
      assertEquals(
          TerminationReason.NODE_ENDED,
          assertInstanceOf(SupervisorLost.class, Runs.end(again)).reason());
      assertFalse(Files.exists(root.resolve("ran")));
    }
  }

  @Nested
  class While_the_program_runs {

    @Test
    void unrecorded_the_run_may_have_begun_and_its_daemon_is_swept() {
      Path interpreter = PausedInterpreter.at(root, "before", "started");
      SupervisedProcess run =
          runs.shell(PROGRAM + "sleep 60", spec -> spec.interpreter(interpreter));
      ProcessHandle supervisor = PausedInterpreter.awaitPause(run);
      await().until(() -> runs.living().size() >= 3);
      kill(supervisor);
      SupervisorLost lost = lost(run);
      assertEquals(TerminationReason.SUPERVISOR_LOST, lost.reason());
      assertTrue(lost.message().contains("which may have run"), lost.message());
      assertFalse(lost.ended().isEmpty());
    }

    @Test
    void and_was_not_even_forked_the_run_is_not_called_unstarted() {
      SupervisorLost lost = lost(killed("after", "members", PROGRAM + "sleep 60"));
      assertEquals(TerminationReason.SUPERVISOR_LOST, lost.reason());
    }

    @Test
    void recorded_and_silent_the_run_is_lost() {
      SupervisorLost lost = lost(killed("after", "started", PROGRAM + "sleep 60"));
      assertEquals(TerminationReason.SUPERVISOR_LOST, lost.reason());
      assertTrue(lost.message().contains("cannot be excluded"), lost.message());
    }

    @Test
    void in_the_middle_of_a_kill_the_rest_is_ended_all_the_same() {
      SupervisedProcess run =
          runs.shell(
              // Quiet: a shell may say that the sleep it waits for was told to end too.
              PROGRAM
                  + "exec 2>/dev/null; trap 'echo told' TERM; echo up; while :; do sleep 0.05; done",
              spec -> spec.grace(Duration.ofSeconds(30)));
      Runs.awaitOutput(run, "up");
      run.requestKill(TerminationReason.KILLED_BY_USER, Duration.ofSeconds(30));
      Runs.awaitOutput(run, "told");
      kill(ProcessHandle.of(Runs.started(run).supervisor().pid()).orElseThrow());
      assertEquals(TerminationReason.SUPERVISOR_LOST, lost(run).reason());
      assertTrue(Runs.output(run).startsWith("one\nup\ntold\n"), Runs.output(run));
    }
  }

  @Nested
  class When_the_program_has_ended {

    @Test
    void before_the_record_is_there_the_run_is_lost_with_all_its_output() {
      SupervisedProcess run = killed("before", "exit", "echo one; exit 3");
      assertEquals(TerminationReason.SUPERVISOR_LOST, lost(run).reason());
      assertEquals("one\n", Runs.output(run));
    }

    @Test
    void after_the_record_is_there_the_run_has_its_own_end() {
      SupervisedProcess run = runs.shell("echo one; exit 3", spec -> pausedAfterExit(spec));
      kill(PausedInterpreter.awaitPause(run));
      ExitRecord exit = Runs.exit(run);
      assertEquals(Cause.EXITED, exit.cause());
      assertEquals(OptionalInt.of(3), exit.exitCode());
      assertEquals(exit.cause(), Runs.exit(runs.attach(run)).cause());
    }

    private LaunchSpec.Builder pausedAfterExit(LaunchSpec.Builder spec) {
      return spec.interpreter(PausedInterpreter.at(root, "after", "exit"));
    }
  }

  @Nested
  class At_any_moment {

    private final Random random = new Random();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);

    @AfterEach
    void stop() {
      scheduler.shutdownNow();
    }

    @RepeatedTest(10)
    void nothing_lives_and_no_line_is_lost_or_doubled() {
      round();
    }

    @Tag("nightly")
    @RepeatedTest(50)
    void nothing_lives_and_no_line_is_lost_or_doubled_in_fifty_rounds() {
      round();
    }

    private void round() {
      SupervisedProcess run =
          runs.shell(
              PROGRAM
                  + "i=1; while [ $i -le 30 ]; do echo line $i; i=$((i+1)); sleep 0.01; done; exit 3");
      List<Frame> frames = new CopyOnWriteArrayList<>();
      CompletableFuture<RunEnd> ended = new CompletableFuture<>();
      ProcessWatch<StartRecord, RunEnd> watch =
          ProcessWatch.start(
              run,
              0,
              Duration.ofMillis(100),
              scheduler,
              new ProcessWatch.Listener<>() {
                @Override
                public void frames(List<Frame> some) {
                  frames.addAll(some);
                }

                @Override
                public void ended(RunEnd end) {
                  if (!ended.complete(end)) {
                    frames.clear();
                  }
                }
              });
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1200)));
      ProcessHandle.current()
          .children()
          .filter(
              child ->
                  child.info().commandLine().orElse("").contains(run.controlDirectory().toString()))
          .forEach(ProcessHandle::destroyForcibly);
      RunEnd end = ended.orTimeout(30, TimeUnit.SECONDS).join();
      watch.close();

      assertEquals(List.of(), end.survivors());
      assertEquals(List.of(), runs.living());
      StringBuilder text = new StringBuilder();
      frames.forEach(f -> text.append(new String(f.payload(), StandardCharsets.UTF_8)));
      assertEquals(Runs.output(run), text.toString());
      List<String> lines = text.toString().lines().toList();
      List<String> expected =
          IntStream.range(0, lines.size()).mapToObj(i -> i == 0 ? "one" : "line " + i).toList();
      assertEquals(expected, lines);
      if (end instanceof ExitRecord exit) {
        assertEquals(OptionalInt.of(3), exit.exitCode());
        assertEquals(31, lines.size());
      } else if (Files.exists(root.resolve("ran"))) {
        assertEquals(TerminationReason.SUPERVISOR_LOST, ((SupervisorLost) end).reason());
      } else {
        assertEquals(List.of(), lines);
      }
    }
  }
}
