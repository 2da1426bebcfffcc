package io.energyops.it.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.error.InvalidArgumentException;
import io.energyops.execution.Execution;
import io.energyops.execution.RemoteEngines;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.TerminationReason;
import io.energyops.script.ScriptUpload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a run when the line to its engine, or this side of it, fails. */
@ParameterizedClass
@EnumSource(Engine.On.class)
class RemoteRunTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Parameter Engine.On database;

  @TempDir Path directory;

  private final RemoteEngines remote = new RemoteEngines(42, 0);

  private Engine engine;

  private EnergyOps open() {
    if (engine == null) {
      engine = new Engine(database, directory.resolve("data"));
    }
    EnergyOpsBuilder builder = engine.builder().engine(remote.engine());
    return builder.open();
  }

  private Execution run(EnergyOps ops, String text) {
    return ops.executions()
        .run(
            RunRequest.of(ops.scripts().upload(ScriptUpload.of("model.py", text)).ref())
                .onEngine("remote"));
  }

  private String lines(int count, Path gate) {
    return """
        import os, time
        for i in range(%d): print('line', i + 1)
        while not os.path.exists('%s'): time.sleep(0.01)
        print('last')
        open('outputs/left.txt', 'w').write('x')
        raise SystemExit(4)
        """
        .formatted(count, gate);
  }

  private static void running(EnergyOps ops, ExecutionId id) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> ops.executions().find(id).orElseThrow().status() == ExecutionStatus.RUNNING);
  }

  private static void assertWhole(EnergyOps ops, ExecutionId id, int count) throws Exception {
    ExecutionResult result = ops.executions().await(id, LIMIT);
    assertEquals(TerminationReason.EXITED, result.reason(), result.toString());
    assertEquals(4, result.exitCode().orElseThrow());
    List<LogEntry> log = Engine.log(ops, id);
    assertEquals(
        IntStream.rangeClosed(1, count + 1).mapToObj(Long::valueOf).map(n -> (long) n).toList(),
        log.stream().map(LogEntry::lineNumber).toList());
    assertEquals("last", log.get(count).message());
    assertEquals(1, ops.executions().artefacts(id).size());
  }

  @Test
  void a_run_that_ended_while_this_side_was_closed_is_settled_by_the_next_opening()
      throws Exception {
    Path gate = directory.resolve("gate");
    ExecutionId id;
    try (EnergyOps ops = open()) {
      id = run(ops, lines(3000, gate)).id();
      running(ops, id);
    }
    Files.createFile(gate);
    try (EnergyOps ops = open()) {
      assertWhole(ops, id, 3000);
      Awaitility.await().atMost(LIMIT).until(() -> remote.jobs() == 0);
    }
  }

  @Test
  void a_silent_engine_is_asked_until_it_answers_and_nothing_is_lost() throws Exception {
    Path gate = directory.resolve("gate");
    try (EnergyOps ops = open()) {
      remote.silent(true);
      ExecutionId id = run(ops, lines(500, gate)).id();
      Awaitility.await().atMost(LIMIT).until(() -> remote.lost() >= 2);
      assertEquals(ExecutionStatus.QUEUED, ops.executions().find(id).orElseThrow().status());
      remote.silent(false);
      running(ops, id);
      remote.silent(true);
      int before = remote.lost();
      Files.createFile(gate);
      Awaitility.await().atMost(LIMIT).until(() -> remote.lost() >= before + 2);
      remote.silent(false);
      assertWhole(ops, id, 500);
    }
  }

  @Test
  void a_run_that_was_taken_twice_is_run_once() throws Exception {
    Path gate = Files.createFile(directory.resolve("gate"));
    remote.submitTwice();
    try (EnergyOps ops = open()) {
      ExecutionId id = run(ops, lines(10, gate)).id();
      assertWhole(ops, id, 10);
    }
  }

  @Test
  void a_kill_that_the_engine_could_not_hear_is_repeated_even_after_a_restart() throws Exception {
    ExecutionId id;
    try (EnergyOps ops = open()) {
      id = run(ops, "import time\nprint('up')\ntime.sleep(600)").id();
      running(ops, id);
      remote.silent(true);
      CompletableFuture<KillResult> answer = ops.processes().killProcess(id);
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> engine.count("program_run", "kill_requested_at is not null") == 1);
      assertTrue(!answer.isDone());
    }
    remote.silent(false);
    try (EnergyOps ops = open()) {
      ExecutionResult result = ops.executions().await(id, LIMIT);
      assertEquals(ExecutionStatus.CANCELLED, result.status());
      assertEquals(TerminationReason.KILLED_BY_USER, result.reason());
      List<LogEntry> log = Engine.log(ops, id);
      assertTrue(
          log.get(log.size() - 1).message().contains("cancelled by tester@example.org"),
          log.toString());
    }
  }

  @Test
  void a_kill_is_answered_and_two_engines_run_side_by_side() throws Exception {
    try (EnergyOps ops = open()) {
      ExecutionId far = run(ops, "import time\nprint('up')\ntime.sleep(600)").id();
      Execution near =
          ops.executions()
              .run(RunRequest.of(ops.scripts().upload(ScriptUpload.of("n.py", "print(1)")).ref()));
      running(ops, far);

      KillResult result = ops.processes().killProcess(far).get(60, TimeUnit.SECONDS);

      assertTrue(result.killed(), result.toString());
      assertEquals(ExecutionStatus.COMPLETED, ops.executions().await(near.id(), LIMIT).status());
      assertEquals(1, engine.count("program_run", "engine = 'local'"));
      assertEquals(1, engine.count("program_run", "engine = 'remote'"));
    }
  }

  @Test
  void an_unknown_engine_is_refused_with_the_known_ones_and_writes_nothing() {
    try (EnergyOps ops = open()) {
      var script = ops.scripts().upload(ScriptUpload.of("n.py", "print(1)"));
      InvalidArgumentException refused =
          assertThrows(
              InvalidArgumentException.class,
              () -> ops.executions().run(RunRequest.of(script.ref()).onEngine("slurm")));
      assertTrue(String.valueOf(refused.getMessage()).contains("local, remote"));
      assertEquals(0, engine.count("program_run"));
    }
  }

  @Test
  void an_installed_engine_is_opened_by_its_name_beside_a_broken_one() throws Exception {
    engine = new Engine(database, directory.resolve("data"));
    try (EnergyOps ops =
        engine
            .builder()
            .engine("remote", Map.of("lossPercent", "20"))
            .defaultEngine("remote")
            .open()) {
      var script = ops.scripts().upload(ScriptUpload.of("n.py", "print(1)"));
      Execution run = ops.executions().run(RunRequest.of(script.ref()));
      assertEquals(ExecutionStatus.COMPLETED, ops.executions().await(run.id(), LIMIT).status());
      assertEquals(1, engine.count("program_run", "engine = 'remote'"));
    }
    InvalidArgumentException refused =
        assertThrows(
            InvalidArgumentException.class,
            () -> engine.builder().engine("slurm", Map.of()).open());
    assertTrue(String.valueOf(refused.getMessage()).contains("there are remote"));
  }
}
