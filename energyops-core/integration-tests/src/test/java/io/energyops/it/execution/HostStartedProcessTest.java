package io.energyops.it.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.error.ConflictException;
import io.energyops.error.NotFoundException;
import io.energyops.execution.Execution;
import io.energyops.execution.ExternalRun;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.process.KillOptions;
import io.energyops.process.RunRecovery;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.TerminationReason;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that the host starts itself and registers. */
@ParameterizedClass
@EnumSource(Engine.On.class)
class HostStartedProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Parameter Engine.On database;

  @TempDir Path directory;

  private Engine engine;
  private EnergyOps ops;
  private Script script;

  @BeforeEach
  void open() {
    engine = new Engine(database, directory.resolve("data"));
    ops = engine.open();
    script = ops.scripts().upload(ScriptUpload.of("model.py", "print(1)"));
  }

  @AfterEach
  void close() {
    ops.close();
  }

  private static Process start(String shell) {
    try {
      return new ProcessBuilder("sh", "-c", shell).start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void its_end_settles_the_execution_and_its_log_is_the_hosts() throws Exception {
    Execution run = ops.executions().registerExternal(ExternalRun.of(script.ref()));
    assertEquals(ExecutionStatus.QUEUED, run.status());
    Process process = start("read x; exit 4");
    ops.processes().registerProcess(run.id(), process);
    assertTrue(ops.processes().isProcessRunning(run.id()));
    assertEquals(ExecutionStatus.RUNNING, ops.executions().find(run.id()).orElseThrow().status());
    ops.logs().addLog(new LogEntry(run.id(), 1, LogLevel.STDOUT, "hello", Instant.EPOCH));
    ops.logs().flush(run.id());
    process.getOutputStream().close();

    ExecutionResult result = ops.executions().await(run.id(), LIMIT);

    assertEquals(ExecutionStatus.FAILED, result.status());
    assertEquals(4, result.exitCode().orElseThrow());
    assertEquals(1, result.outputLines());
    assertFalse(ops.processes().isProcessRunning(run.id()));
  }

  @Test
  void it_is_killed_with_its_children() throws Exception {
    Execution run = ops.executions().registerExternal(ExternalRun.of(script.ref()));
    Process process = start("trap '' TERM; sleep 600 & sleep 600; sleep 600");
    ops.processes().registerProcess(run.id(), process);
    Awaitility.await().atMost(LIMIT).until(() -> process.descendants().count() >= 2);
    var children = process.descendants().toList();

    KillResult result =
        ops.processes()
            .killProcess(run.id(), KillOptions.defaults().withGrace(Duration.ofMillis(200)))
            .get(30, TimeUnit.SECONDS);

    assertInstanceOf(KillResult.Killed.class, result);
    assertFalse(process.isAlive());
    assertTrue(children.stream().noneMatch(ProcessHandle::isAlive));
    ExecutionResult end = ops.executions().await(run.id(), LIMIT);
    assertEquals(ExecutionStatus.CANCELLED, end.status());
    assertEquals(TerminationReason.KILLED_BY_USER, end.reason());
  }

  @Test
  void one_that_outlived_its_jvm_is_adopted_and_one_that_did_not_is_marked_failed()
      throws Exception {
    Execution living = ops.executions().registerExternal(ExternalRun.of(script.ref()));
    Execution dead = ops.executions().registerExternal(ExternalRun.of(script.ref()));
    Process process = start("sleep 600");
    Process ended = start("sleep 600");
    ops.processes().registerProcess(living.id(), process);
    ops.processes().registerProcess(dead.id(), ended);
    Instant now = Instant.now();
    for (int line = 1; line <= 3; line++) {
      ops.logs().addLog(new LogEntry(dead.id(), line, LogLevel.STDOUT, "line " + line, now));
    }
    ops.close();
    ended.destroyForcibly().waitFor();

    ops = engine.open();

    ExecutionResult result = ops.executions().await(dead.id(), LIMIT);
    assertEquals(ExecutionStatus.FAILED, result.status());
    assertEquals(TerminationReason.NODE_ENDED, result.reason());
    assertEquals(RunRecovery.GONE, result.message().orElseThrow());
    assertEquals(4, result.outputLines());
    assertTrue(result.runtime().compareTo(Duration.ZERO) >= 0, result.toString());
    assertTrue(result.runtime().compareTo(Duration.ofMinutes(10)) < 0, result.toString());
    List<LogEntry> log = Engine.log(ops, dead.id());
    assertEquals(List.of(1L, 2L, 3L, 4L), log.stream().map(LogEntry::lineNumber).toList());
    assertTrue(log.get(3).message().contains("found by node"), log.toString());
    assertTrue(ops.executions().find(dead.id()).orElseThrow().completedAt().isPresent());
    assertTrue(ops.processes().isProcessRunning(living.id()));
    assertTrue(ops.processes().killProcess(living.id()).get(30, TimeUnit.SECONDS).killed());
    assertFalse(process.isAlive());
  }

  @Test
  void an_unknown_execution_and_a_second_process_are_refused() throws Exception {
    Process process = start("sleep 600");
    try {
      assertThrows(
          NotFoundException.class,
          () -> ops.processes().registerProcess(ExecutionId.of("no-such"), process));
      assertThrows(
          NotFoundException.class, () -> ops.processes().killProcess(ExecutionId.of("no-such")));
      Execution run = ops.executions().registerExternal(ExternalRun.of(script.ref()));
      assertInstanceOf(KillResult.NotRegistered.class, ops.processes().killProcess(run.id()).get());
      ops.processes().registerProcess(run.id(), process);
      assertThrows(
          ConflictException.class, () -> ops.processes().registerProcess(run.id(), process));
      assertTrue(ops.processes().killProcess(run.id()).get(30, TimeUnit.SECONDS).killed());
    } finally {
      process.destroyForcibly();
    }
  }
}
