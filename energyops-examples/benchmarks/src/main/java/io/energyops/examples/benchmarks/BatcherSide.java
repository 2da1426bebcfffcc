package io.energyops.examples.benchmarks;

import io.energyops.log.LogBatcher;
import io.energyops.log.LogBatcherStats;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes lines through the batcher with its default settings, as fast as it takes them. */
final class BatcherSide implements Side {

  static final int LINES = 200_000;

  private final LogTable table;
  private final LogLines lines = new LogLines();
  private final int count;
  private @Nullable LogBatcher batcher;

  BatcherSide(LogTable table, int count) {
    this.table = table;
    this.count = count;
  }

  @Override
  public void prepare() throws Exception {
    close(batcher);
    table.clear();
    batcher = LogBatcher.builder(table.source()).build();
  }

  @Override
  public Measured measure() throws Exception {
    LogBatcher target = Objects.requireNonNull(batcher);
    long began = System.nanoTime();
    for (int i = 1; i <= count; i++) {
      target.addLog(new LogEntry(table.id(), i, LogLevel.STDOUT, lines.message(i), lines.time(i)));
    }
    target.flushAll();
    long nanos = System.nanoTime() - began;
    LogBatcherStats stats = target.stats();
    return Measured.rate(count, nanos, table.content())
        .with("commit p50", millis(stats.writeLatency(50)))
        .with("commit p95", millis(stats.p95()))
        .with("lines per commit", (double) stats.written() / stats.batches());
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static void close(@Nullable LogBatcher open) {
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    close(batcher);
    table.close();
  }
}
