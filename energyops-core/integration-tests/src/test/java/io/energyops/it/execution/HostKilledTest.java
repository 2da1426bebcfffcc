package io.energyops.it.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.execution.Artefact;
import io.energyops.execution.RestartPolicy;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import io.energyops.script.ScriptId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The embedding JVM gets SIGKILL while it works (field cases P-10, L-06, D-02). */
@ParameterizedClass
@EnumSource(Engine.On.class)
class HostKilledTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Parameter Engine.On database;

  @TempDir Path directory;

  private final Random random = new Random();

  private Engine engine() {
    return new Engine(database, directory.resolve("data"));
  }

  private HostProcess host(Engine engine, String mode) {
    return HostProcess.start(mode, directory.resolve("data"), engine.arguments());
  }

  @ParameterizedTest
  @EnumSource
  void no_line_is_lost_or_doubled_and_nothing_lives_under_each_policy(RestartPolicy policy)
      throws Exception {
    rounds(5, policy);
  }

  @Tag("nightly")
  @ParameterizedTest
  @EnumSource
  void fifty_times_no_line_is_lost_or_doubled_and_nothing_lives(RestartPolicy policy)
      throws Exception {
    rounds(50, policy);
  }

  private void rounds(int rounds, RestartPolicy policy) throws Exception {
    Engine engine = engine();
    for (int i = 0; i < rounds; i++) {
      ExecutionId id;
      try (HostProcess host = host(engine, "short")) {
        id = ExecutionId.of(host.await("RUN"));
        pause(random.nextInt(1400));
      }
      try (EnergyOps ops = engine.builder().restartPolicy(policy).open()) {
        ended(ops, id, policy);
      }
    }
    assertEquals(rounds, engine.count("test_script_execution", "completed_at is not null"));
  }

  private void ended(EnergyOps ops, ExecutionId id, RestartPolicy policy) throws Exception {
    ExecutionResult result = ops.executions().await(id, LIMIT);
    List<LogEntry> log = Engine.log(ops, id);
    if (result.reason() == TerminationReason.NODE_ENDED) {
      // Killed between the row and the start: nothing ran, and the log says so.
      assertEquals(ExecutionStatus.FAILED, result.status());
      assertEquals(
          "Process terminated unexpectedly (server restart)", result.message().orElseThrow());
      assertEquals(1, log.size());
    } else if (result.reason() == TerminationReason.NODE_CLOSED) {
      assertEquals(RestartPolicy.KILL, policy, result.toString());
      assertFalse(result.exitCode().isPresent(), result.toString());
      RunTrace.isDense(log, RunTrace.script(log).size());
    } else {
      assertEquals(TerminationReason.EXITED, result.reason(), result.toString());
      assertEquals(3, result.exitCode().orElseThrow());
      RunTrace.isDense(log, HostMain.SHORT_LINES);
      assertEquals(
          List.of("left.txt"),
          ops.executions().artefacts(id).stream().map(Artefact::name).toList());
    }
    assertTrue(ops.executions().find(id).orElseThrow().completedAt().isPresent());
    trace(id).nothingIsLeft();
  }

  @Test
  void a_run_whose_supervisor_died_too_is_marked_failed_and_nothing_of_it_lives() throws Exception {
    Engine engine = engine();
    ExecutionId id;
    try (HostProcess host = host(engine, "run")) {
      id = ExecutionId.of(host.await("RUN"));
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> engine.count("test_script_log", "execution_id = '" + id + "'") > 0);
      host.kill();
    }
    trace(id).awaitSupervisor().destroyForcibly();

    try (EnergyOps ops = engine.open()) {
      ExecutionResult result = ops.executions().await(id, LIMIT);

      assertEquals(ExecutionStatus.FAILED, result.status());
      assertEquals(TerminationReason.SUPERVISOR_LOST, result.reason());
      assertEquals(
          "Process terminated unexpectedly (server restart)", result.message().orElseThrow());
      List<LogEntry> log = Engine.log(ops, id);
      assertEquals(log.size(), log.get(log.size() - 1).lineNumber());
      assertTrue(log.get(log.size() - 1).message().contains("supervisor"), log.toString());
      trace(id).nothingIsLeft();
    }
  }

  @Test
  void the_kill_policy_ends_what_it_finds_alive() throws Exception {
    Engine engine = engine();
    ExecutionId id;
    try (HostProcess host = host(engine, "run")) {
      id = ExecutionId.of(host.await("RUN"));
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> engine.count("test_script_log", "execution_id = '" + id + "'") > 0);
    }
    try (EnergyOps ops = engine.builder().restartPolicy(RestartPolicy.KILL).open()) {
      ExecutionResult result = ops.executions().await(id, LIMIT);
      assertTrue(
          result.reason() == TerminationReason.NODE_CLOSED
              || result.reason() == TerminationReason.EXITED,
          result.toString());
      trace(id).nothingIsLeft();
    }
  }

  @RepeatedTest(2)
  void a_delete_that_was_cut_off_is_whole_after_the_next_opening() {
    Engine engine = engine();
    ScriptId id;
    try (HostProcess host = host(engine, "delete")) {
      id = ScriptId.of(host.await("DELETING"));
      pause(random.nextInt(60));
    }
    try (EnergyOps ops = engine.open()) {
      boolean untouched =
          engine.count("test_script", "id = '" + id + "' and status = 'active'") == 1;
      if (untouched) {
        assertEquals(3000, engine.count("test_script_log"));
        assertEquals(2, ops.storage().list("").size());
      } else {
        Awaitility.await()
            .atMost(LIMIT)
            .until(
                () ->
                    engine.count("test_script") == 0
                        && engine.count("file_removal") == 0
                        && ops.storage().list("").isEmpty());
        assertEquals(0, engine.count("test_script_log"));
        assertEquals(0, engine.count("artefact"));
        assertEquals(1, engine.count("activity", "action = 'deleted'"));
      }
    }
  }

  private RunTrace trace(ExecutionId id) {
    return new RunTrace(directory.resolve("data"), id);
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
