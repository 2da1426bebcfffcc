package io.energyops.it.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.it.JavaProcess;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.sandbox.Isolation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walls stand when the host falls, and are gone when nobody is behind them any more. */
@Tag("alone")
class ConfinedRestartTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path directory;
  private HostCounts before;

  @BeforeEach
  void count() {
    before = HostCounts.now();
  }

  @Test
  void a_confined_run_is_adopted_with_every_line_and_its_exit_code() throws Exception {
    String[] told =
        killed(
            """
            import sys, time
            for i in range(1, 41):
                print('line', i, flush=True)
                time.sleep(0.1)
            sys.exit(7)
            """);
    ExecutionId id = ExecutionId.of(told[0]);
    try (EnergyOps ops = open()) {
      ExecutionResult result = ops.executions().await(id, LIMIT);
      assertEquals(7, result.exitCode().orElseThrow(), result.toString());
      List<String> lines =
          ops.executionLogs().tail(id, 100).stream().map(LogEntry::message).toList();
      for (int at = 1; at <= 40; at++) {
        assertEquals("line " + at, lines.get(at - 1));
      }
      assertTrue(result.limits().stream().allMatch(limit -> limit.enforcedBy().isPresent()));
      nothing_is_left();
    }
  }

  @Test
  void what_a_killed_supervisor_left_is_taken_away_by_the_next_opening() throws Exception {
    String[] told = killed("import time\nprint('on', flush=True)\ntime.sleep(600)\n");
    long wrapper = Long.parseLong(told[2]);
    ProcessHandle supervisor = ProcessHandle.of(wrapper).orElseThrow().parent().orElseThrow();
    assertTrue(supervisor.info().commandLine().orElse("").contains("supervisor.py"));
    supervisor.destroyForcibly();
    supervisorsOf(directory).forEach(ProcessHandle::destroyForcibly);
    assertFalse(HostCounts.now().groups().equals(before.groups()), "the groups went too early");
    try (EnergyOps ops = open()) {
      ExecutionResult result = ops.executions().await(ExecutionId.of(told[0]), LIMIT);
      assertEquals(ExecutionStatus.FAILED, result.status(), result.toString());
      Path alone = directory.resolve("data/sandbox").resolve(told[1]);
      await().atMost(LIMIT).until(() -> Files.notExists(alone));
      nothing_is_left();
    }
  }

  private void nothing_is_left() {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              HostCounts now = HostCounts.now();
              assertTrue(
                  now.within(before, Integer.MAX_VALUE / 2, Integer.MAX_VALUE / 2),
                  before + " became " + now);
            });
  }

  /** Starts a host with a run and a sandbox, and ends it as kill -9 does. */
  private String[] killed(String source) {
    try (JavaProcess host = JavaProcess.start(ConfinedHostMain.class, directory, source)) {
      String line = host.line();
      assertTrue(line != null, "the host did not start its scripts");
      host.kill();
      return line.split(" ", -1);
    }
  }

  private EnergyOps open() {
    return EnergyOps.builder()
        .dataDirectory(directory.resolve("data"))
        .isolation(Isolation.STRONGEST)
        .open();
  }

  private static List<ProcessHandle> supervisorsOf(Path directory) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> {
              String command = process.info().commandLine().orElse("");
              return command.contains("supervisor.py") && command.contains(directory.toString());
            })
        .toList();
  }
}
