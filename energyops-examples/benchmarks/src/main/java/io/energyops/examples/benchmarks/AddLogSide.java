package io.energyops.examples.benchmarks;

import io.energyops.log.LogBatcher;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long a caller is held by adding a line, while the memory bound is not reached. */
final class AddLogSide implements Side {

  /** So many lines weigh less than the bound, even when none of them is written. */
  static final int LINES = 100_000;

  private final LogTable table;
  private final LogLines lines = new LogLines();
  private final int count;

  AddLogSide(LogTable table, Size size) {
    this.table = table;
    this.count = size.of(LINES);
  }

  @Override
  public void prepare() throws Exception {
    table.clear();
  }

  @Override
  public Measured measure() throws Exception {
    Histogram nanos = new Histogram(3);
    try (LogBatcher batcher = LogBatcher.builder(table.source()).build()) {
      for (int i = 1; i <= count; i++) {
        LogEntry line =
            new LogEntry(table.id(), i, LogLevel.STDOUT, lines.message(i), lines.time(i));
        long began = System.nanoTime();
        batcher.addLog(line);
        nanos.recordValue(System.nanoTime() - began);
      }
      batcher.flushAll();
    }
    return new Measured(Map.of(), table.content())
        .with("p50", nanos.getValueAtPercentile(50) / 1e3)
        .with("p99", nanos.getValueAtPercentile(99) / 1e3)
        .with("p99.9", nanos.getValueAtPercentile(99.9) / 1e3);
  }

  @Override
  public void close() {
    table.close();
  }
}
