package io.energyops.it.log;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.execution.RunRequest;
import io.energyops.it.execution.Engine;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.ProgramRef;
import io.energyops.sandbox.Isolation;
import io.energyops.script.ScriptUpload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that run, print and end while their database is away. */
class ScriptOutageTest {

  private static final Duration OUTAGE = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /**
   * Prints numbered lines at an even pace and ends with a code, or a signal where it is negative.
   */
  private static final String SCRIPT =
      """
      import os, sys, time
      lines, rate, code = map(int, sys.argv[1:])
      begin = time.perf_counter()
      for i in range(1, lines + 1):
          ahead = begin + i / rate - time.perf_counter()
          if ahead > 0:
              time.sleep(ahead)
          print('line', i)
      sys.stdout.flush()
      if code < 0:
          os.kill(os.getpid(), -code)
      sys.exit(code)
      """;

  @TempDir Path directory;

  @Test
  void keep_every_line_once_and_get_their_true_end_afterwards() {
    CompletableFuture<Void> postgres =
        CompletableFuture.runAsync(
            () -> {
              PostgresOutage outage = new PostgresOutage(directory);
              withstand(outage, builder("on-postgres").dataSource(outage.source()));
            });
    CompletableFuture<Void> sqlite =
        CompletableFuture.runAsync(
            () ->
                withstand(
                    new SqliteOutage(directory.resolve("on-sqlite").resolve("energyops.db")),
                    builder("on-sqlite")));
    CompletableFuture.allOf(postgres, sqlite).join();
  }

  private EnergyOpsBuilder builder(String data) {
    return EnergyOps.builder().dataDirectory(directory.resolve(data)).isolation(Isolation.PLAIN);
  }

  private static void withstand(Outage database, EnergyOpsBuilder builder) {
    try (Outage outage = database;
        EnergyOps ops = builder.open()) {
      ProgramRef script = ops.scripts().upload(ScriptUpload.of("model.py", SCRIPT)).ref();
      ExecutionId through = run(ops, script, 26_000, 1000, 0);
      ExecutionId succeeds = run(ops, script, 10_000, 1000, 0);
      ExecutionId fails = run(ops, script, 8_000, 1000, 3);
      ExecutionId killed = run(ops, script, 6_000, 1000, -9);
      List<ExecutionId> all = List.of(through, succeeds, fails, killed);
      all.forEach(
          id -> await().atMost(LIMIT).until(() -> !ops.executionLogs().tail(id, 1).isEmpty()));

      List<CompletableFuture<ExecutionResult>> ends =
          all.stream().map(id -> CompletableFuture.supplyAsync(() -> result(ops, id))).toList();
      outage.begin();
      await()
          .during(OUTAGE)
          .atMost(OUTAGE.plus(LIMIT))
          .until(() -> ops.logs().stats().queuedBytes() <= 64L << 20);
      outage.end();

      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
      assertEnd(ops, through, ExecutionStatus.COMPLETED, 0, 26_000);
      assertEnd(ops, succeeds, ExecutionStatus.COMPLETED, 0, 10_000);
      assertEnd(ops, fails, ExecutionStatus.FAILED, 3, 8_000);
      ExecutionResult signalled = assertEnd(ops, killed, ExecutionStatus.FAILED, -9, 6_000);
      assertEquals(9, signalled.signal().orElseThrow());
      assertEquals(0, ops.logs().stats().dropped());
      assertEquals(0, ops.logs().stats().refused());
    }
  }

  private static ExecutionId run(EnergyOps ops, ProgramRef script, int lines, int rate, int code) {
    List<String> args = IntStream.of(lines, rate, code).mapToObj(String::valueOf).toList();
    return ops.executions().run(RunRequest.of(script).withArgs(args)).id();
  }

  private static ExecutionResult assertEnd(
      EnergyOps ops, ExecutionId id, ExecutionStatus status, int code, int lines) {
    ExecutionResult result = result(ops, id);
    assertEquals(status, result.status(), result.toString());
    if (code >= 0) {
      assertEquals(code, result.exitCode().orElseThrow());
    }
    List<LogEntry> log = Engine.log(ops, id);
    assertTrue(log.size() >= lines, "lines: " + log.size());
    for (int at = 0; at < lines; at++) {
      assertEquals(at + 1, log.get(at).lineNumber());
      assertEquals("line " + (at + 1), log.get(at).message());
    }
    return result;
  }

  private static ExecutionResult result(EnergyOps ops, ExecutionId id) {
    try {
      return ops.executions().await(id, LIMIT);
    } catch (TimeoutException | InterruptedException e) {
      throw new IllegalStateException("Execution " + id + " did not end", e);
    }
  }
}
