package io.energyops.it.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.execution.Execution;
import io.energyops.execution.ExternalRun;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.TerminationReason;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import io.energyops.storage.StorageBackend;
import io.energyops.testkit.InMemoryStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on Windows with its embedded database, and a process that the host started. */
@Tag("windows")
class WindowsHostTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory;

  /** Wine gives a folder no lasting time of creation, and by that local storage knows its root. */
  private final StorageBackend storage = InMemoryStorage.create();

  @Test
  void a_process_of_the_host_is_registered_killed_and_its_end_is_kept_over_a_restart()
      throws Exception {
    Execution run;
    try (EnergyOps ops = open()) {
      Script script = ops.scripts().upload(ScriptUpload.of("model.py", "print(1)"));
      run = ops.executions().registerExternal(ExternalRun.of(script.ref()));
      Process process = start();
      ops.processes().registerProcess(run.id(), process);
      assertTrue(ops.processes().isProcessRunning(run.id()));

      KillResult result = ops.processes().killProcess(run.id()).get(60, TimeUnit.SECONDS);

      assertInstanceOf(KillResult.Killed.class, result);
      assertFalse(process.isAlive());
      ExecutionResult end = ops.executions().await(run.id(), LIMIT);
      assertEquals(ExecutionStatus.CANCELLED, end.status());
      assertEquals(TerminationReason.KILLED_BY_USER, end.reason());
    }
    try (EnergyOps ops = open()) {
      assertEquals(
          ExecutionStatus.CANCELLED, ops.executions().find(run.id()).orElseThrow().status());
    }
  }

  @Test
  void a_process_that_ended_while_no_engine_was_open_is_marked_failed() throws Exception {
    Execution run;
    Process process = start();
    try (EnergyOps ops = open()) {
      Script script = ops.scripts().upload(ScriptUpload.of("model.py", "print(1)"));
      run = ops.executions().registerExternal(ExternalRun.of(script.ref()));
      ops.processes().registerProcess(run.id(), process);
    }
    process.destroyForcibly().waitFor();
    try (EnergyOps ops = open()) {
      ExecutionResult end = ops.executions().await(run.id(), LIMIT);
      assertEquals(ExecutionStatus.FAILED, end.status());
      assertEquals(TerminationReason.NODE_ENDED, end.reason());
    }
  }

  private EnergyOps open() {
    return new Engine(Engine.On.SQLITE, directory.resolve("data"))
        .builder()
        .storage(storage)
        .open();
  }

  /** A JVM that waits for a debugger until it is ended. */
  private static Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java.exe").toString(),
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:0",
            "-version")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
