package io.energyops.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.execution.Execution;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.log.LogPage;
import io.energyops.log.LogQuery;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a script that prints the time, a thousand times a second, and looks every two milliseconds
 * which of its lines another connection can read: from the print to the committed row.
 */
final class LatencySide implements Side {

  private static final int LINES = 5000;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);

  private static final String SCRIPT =
      """
      import sys, time
      lines = int(sys.argv[1])
      begin = time.perf_counter()
      for number in range(lines):
          ahead = begin + number / 1000 - time.perf_counter()
          if ahead > 0:
              time.sleep(ahead)
          print(time.time_ns(), flush=True)
      """;

  private final @Nullable HikariDataSource source;
  private final EnergyOps ops;
  private final Script script;
  private final int count;

  private LatencySide(@Nullable HikariDataSource source, EnergyOps ops, Size size) {
    this.source = source;
    this.ops = ops;
    this.count = size.of(LINES);
    this.script = ops.scripts().upload(ScriptUpload.of("clock.py", SCRIPT));
  }

  static LatencySide open(LogDatabase database, Setting setting) {
    Path data = setting.folder().resolve("latency-" + database.table("data"));
    EnergyOpsBuilder builder = EnergyOps.builder().dataDirectory(data);
    HikariDataSource source = null;
    if (database == LogDatabase.POSTGRESQL) {
      source = database.open(setting, "latency");
      builder = builder.dataSource(source);
    }
    return new LatencySide(source, builder.open(), setting.size());
  }

  @Override
  public void prepare() {
    // Every round is an execution of its own.
  }

  @Override
  public Measured measure() throws Exception {
    Execution run =
        ops.executions().run(RunRequest.of(script.ref()).withArgs(List.of(String.valueOf(count))));
    List<Long> micros = watch(run);
    ExecutionResult result = ops.executions().await(run.id(), Duration.ofMinutes(2));
    if (result.status() != ExecutionStatus.COMPLETED) {
      throw new IllegalStateException("The script of the latency benchmark " + result.status());
    }
    Collections.sort(micros);
    return new Measured(Map.of(), micros.size() + " lines")
        .with("p50", percentile(micros, 50))
        .with("p95", percentile(micros, 95))
        .with("p99", percentile(micros, 99));
  }

  private List<Long> watch(Execution run) {
    List<Long> micros = new ArrayList<>(count);
    long began = System.nanoTime();
    long next = 1;
    while (micros.size() < count) {
      LogPage page = ops.executionLogs().read(run.id(), LogQuery.all().from(next));
      Instant seen = Instant.now();
      for (LogEntry line : page.entries()) {
        next = line.lineNumber() + 1;
        if (line.level() == LogLevel.STDOUT) {
          micros.add(ChronoUnit.MICROS.between(printed(line), seen));
        }
      }
      if (System.nanoTime() - began > LIMIT_NANOS) {
        throw new IllegalStateException(
            "Only " + micros.size() + " of " + count + " lines came within two minutes");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return micros;
  }

  private static Instant printed(LogEntry line) {
    return Instant.ofEpochSecond(0, Long.parseLong(line.message()));
  }

  private static double percentile(List<Long> sortedMicros, int percent) {
    int at = (int) Math.ceil(percent / 100.0 * sortedMicros.size()) - 1;
    return sortedMicros.get(Math.max(0, at)) / 1e3;
  }

  @Override
  public void close() {
    ops.close();
    if (source != null) {
      source.close();
    }
  }
}
