package io.energyops.examples.benchmarks;

import io.energyops.execution.Execution;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.log.LogPage;
import io.energyops.log.LogQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a script that prints the time, and looks every two milliseconds which of its lines another
 * connection can read: from the print to the committed row.
 */
final class LatencySide implements Side {

  private static final int LINES = 5000;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final EngineForRun engine;
  private final ClockScript script;
  private final int count;

  LatencySide(EngineForRun engine, Size size) {
    this.engine = engine;
    this.count = size.of(LINES);
    this.script = new ClockScript(engine.ops(), count);
  }

  @Override
  public void prepare() {
    // Every round is an execution of its own.
  }

  @Override
  public Measured measure() throws Exception {
    Execution run = script.run();
    List<Long> micros = watch(run);
    engine.awaitCompleted(run);
    Collections.sort(micros);
    return new Measured(Map.of(), micros.size() + " lines")
        .with("p50", ClockScript.percentile(micros, 50))
        .with("p95", ClockScript.percentile(micros, 95))
        .with("p99", ClockScript.percentile(micros, 99));
  }

  private List<Long> watch(Execution run) {
    List<Long> micros = new ArrayList<>(count);
    long began = System.nanoTime();
    long next = 1;
    while (micros.size() < count) {
      LogPage page = engine.ops().executionLogs().read(run.id(), LogQuery.all().from(next));
      Instant seen = Instant.now();
      for (LogEntry line : page.entries()) {
        next = line.lineNumber() + 1;
        if (line.level() == LogLevel.STDOUT) {
          micros.add(ClockScript.microsSincePrinted(line, seen));
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

  @Override
  public void close() {
    engine.close();
  }
}
