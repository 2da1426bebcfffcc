package io.energyops.it.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.execution.Execution;
import io.energyops.execution.RunRequest;
import io.energyops.it.PostgresServer;
import io.energyops.process.ManagedProcess;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.sandbox.Isolation;
import io.energyops.script.ScriptUpload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with data directories of their own on one PostgreSQL. */
class OtherNodeTest {

  @TempDir Path directory;

  private EnergyOps node(String name) {
    EnergyOpsBuilder builder =
        EnergyOps.builder()
            .dataDirectory(directory.resolve(name))
            .isolation(Isolation.PLAIN)
            .dataSource(PostgresServer.dataSource())
            .schema("other_node")
            .nodeName(name);
    return builder.open();
  }

  @Test
  void is_named_at_once_when_its_execution_is_to_be_killed_and_nothing_is_claimed()
      throws Exception {
    try (EnergyOps owner = node("owner");
        EnergyOps other = node("other")) {
      Execution run =
          owner
              .executions()
              .run(
                  RunRequest.of(
                      owner
                          .scripts()
                          .upload(ScriptUpload.of("m.py", "import time\ntime.sleep(600)"))
                          .ref()));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  owner.executions().find(run.id()).orElseThrow().status()
                      == ExecutionStatus.RUNNING);

      KillResult answer = other.processes().killProcess(run.id()).get(10, TimeUnit.SECONDS);

      assertFalse(answer.killed());
      assertEquals("owner", assertInstanceOf(KillResult.NodeUnreachable.class, answer).node());
      assertFalse(other.processes().isProcessRunning(run.id()));
      assertTrue(owner.processes().isProcessRunning(run.id()));
      assertEquals(
          List.of(run.id()), owner.processes().list().stream().map(ManagedProcess::id).toList());
      assertTrue(owner.processes().list().get(0).pid().isPresent());
      assertEquals(List.of(), other.processes().list());
      assertTrue(other.processes().cleanupStaleProcesses().failed().isEmpty());
      assertEquals(
          ExecutionStatus.RUNNING, other.executions().find(run.id()).orElseThrow().status());

      KillResult killed = owner.processes().killProcess(run.id()).get(60, TimeUnit.SECONDS);

      assertTrue(killed.killed(), killed.toString());
      assertFalse(((KillResult.Killed) killed).ended().isEmpty());
      assertEquals(
          new KillResult.AlreadyFinished(ExecutionStatus.CANCELLED),
          other.processes().killProcess(run.id()).get(10, TimeUnit.SECONDS));
    }
  }
}
