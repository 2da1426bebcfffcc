package io.energyops.it.log;

import static io.energyops.it.log.LogStore.line;

import io.energyops.log.LogBatcher;
import io.energyops.run.ExecutionId;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/** Producers that add numbered lines to their executions at an even pace until they are closed. */
final class LineLoad implements AutoCloseable {

  private static final int TURNS_PER_SECOND = 50;

  private final LogBatcher batcher;
  private final List<ExecutionId> ids;
  private final int linesPerTurn;
  private final AtomicLongArray last;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final ScheduledExecutorService producers;

  LineLoad(LogBatcher batcher, List<ExecutionId> ids, int linesPerSecond) {
    this.batcher = batcher;
    this.ids = ids;
    this.linesPerTurn = linesPerSecond / TURNS_PER_SECOND;
    this.last = new AtomicLongArray(ids.size());
    this.producers = Executors.newScheduledThreadPool(ids.size());
  }

  void start() {
    for (int at = 0; at < ids.size(); at++) {
      int own = at;
      ScheduledFuture<?> unused =
          producers.scheduleAtFixedRate(
              () -> turn(own), 0, 1_000_000 / TURNS_PER_SECOND, TimeUnit.MICROSECONDS);
    }
  }

  private void turn(int at) {
    try {
      for (int line = 0; line < linesPerTurn; line++) {
        long number = last.get(at) + 1;
        batcher.addLog(line(ids.get(at), number));
        last.set(at, number);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      throw e;
    }
  }

  /** How many lines of this execution were taken. */
  long taken(ExecutionId id) {
    return last.get(ids.indexOf(id));
  }

  /** Ends the producers; their last line has been taken then. */
  @Override
  public void close() {
    producers.shutdown();
    try {
      if (!producers.awaitTermination(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException("A producer is still held");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("A line was not taken", failure.get());
    }
  }
}
