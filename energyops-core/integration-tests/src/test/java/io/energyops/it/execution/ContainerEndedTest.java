package io.energyops.it.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A JVM that is process 1 of a container takes its supervisors with it. */
@ParameterizedClass
@EnumSource(Engine.On.class)
class ContainerEndedTest {

  // Well below the time after which a supervisor that nobody sees counts as ended.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Parameter Engine.On database;

  @TempDir Path directory;

  @Test
  void the_next_start_says_so_at_once_and_keeps_every_line_that_was_printed() throws Exception {
    Engine engine = new Engine(database, directory.resolve("data"));
    ExecutionId id;
    try (HostProcess host =
        HostProcess.startAsFirst("run", directory.resolve("data"), engine.arguments())) {
      id = ExecutionId.of(host.await("RUN"));
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> engine.count("test_script_log", "execution_id = '" + id + "'") > 0);
    }
    try (EnergyOps ops = engine.open()) {
      ExecutionResult result = ops.executions().await(id, LIMIT);

      assertEquals(ExecutionStatus.FAILED, result.status());
      assertEquals(TerminationReason.CONTAINER_ENDED, result.reason());
      assertTrue(result.message().orElseThrow().contains("container"), result.toString());
      List<LogEntry> log = Engine.log(ops, id);
      for (int i = 0; i < log.size() - 1; i++) {
        assertEquals("line " + (i + 1), log.get(i).message());
      }
      assertTrue(log.get(log.size() - 1).message().contains("container"), log.toString());
    }
  }
}
