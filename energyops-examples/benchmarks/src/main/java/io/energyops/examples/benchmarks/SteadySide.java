package io.energyops.examples.benchmarks;

import io.energyops.log.LogBatcher;
import io.energyops.log.LogBatcherStats;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.run.ExecutionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Twenty executions that each log a thousand lines a second, evenly. */
final class SteadySide implements Side {

  private static final int EXECUTIONS = 20;
  private static final int LINES_OF_EXECUTION = 30_000;
  private static final int LINES_PER_TURN = 10;
  private static final int TURN_MILLIS = 10;
  private static final int THREADS = 4;

  private final LogTable table;
  private final List<ExecutionId> ids = new ArrayList<>();
  private final LogLines lines = new LogLines();
  private final int count;

  SteadySide(LogTable table, Size size) throws Exception {
    this.table = table;
    this.count = size.of(LINES_OF_EXECUTION);
    for (int number = 1; number <= EXECUTIONS; number++) {
      ids.add(table.execution(number));
    }
  }

  @Override
  public void prepare() throws Exception {
    table.clear();
  }

  @Override
  public Measured measure() throws Exception {
    CountDownLatch done = new CountDownLatch(EXECUTIONS);
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(THREADS);
    try (LogBatcher batcher = LogBatcher.builder(table.source()).build()) {
      for (ExecutionId id : ids) {
        Producer producer = new Producer(id, batcher, done);
        ScheduledFuture<?> unused =
            timer.scheduleAtFixedRate(producer, 0, TURN_MILLIS, TimeUnit.MILLISECONDS);
      }
      done.await();
      batcher.flushAll();
      LogBatcherStats stats = batcher.stats();
      return new Measured(Map.of(), stats.written() + " lines, " + stats.dropped() + " dropped")
          .with("write p50", stats.writeLatency(50).toNanos() / 1e6)
          .with("write p95", stats.p95().toNanos() / 1e6)
          .with("write p99", stats.writeLatency(99).toNanos() / 1e6);
    } finally {
      timer.shutdownNow();
    }
  }

  private final class Producer implements Runnable {

    private final ExecutionId id;
    private final LogBatcher batcher;
    private final CountDownLatch done;
    private int last;

    Producer(ExecutionId id, LogBatcher batcher, CountDownLatch done) {
      this.id = id;
      this.batcher = batcher;
      this.done = done;
    }

    @Override
    public void run() {
      for (int i = 0; i < LINES_PER_TURN && last < count; i++) {
        last++;
        batcher.addLog(
            new LogEntry(id, last, LogLevel.STDOUT, lines.message(last), lines.time(last)));
        if (last == count) {
          done.countDown();
        }
      }
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
