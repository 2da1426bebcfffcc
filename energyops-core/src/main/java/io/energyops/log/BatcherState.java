package io.energyops.log;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;

/** What callers and the writer share. Every field is guarded by {@link #lock}. */
final class BatcherState {

  final ReentrantLock lock = new ReentrantLock();

  /** Something may be due. */
  final Condition work = lock.newCondition();

  /** Lines were written or given up, or the batcher is closing. */
  final Condition settled = lock.newCondition();

  final LogBuffer buffer;
  final LostLines lost = new LostLines();

  private final long maxBytes;
  private final Histogram latency = new Histogram(TimeUnit.MINUTES.toMicros(10), 2);

  int blocked;
  long written;
  long batches;
  long retried;
  long dropped;
  long refused;
  boolean closing;
  boolean abandoned;
  boolean ended;

  BatcherState(BatcherSettings settings) {
    this.buffer = new LogBuffer(settings.batchSize(), settings.maxDelay().toNanos());
    this.maxBytes = settings.maxBufferedBytes();
  }

  boolean hasRoom(long bytes) {
    return buffer.lines() == 0 || buffer.bytes() + bytes <= maxBytes;
  }

  /** Changes whenever lines are written or given up. */
  long progress() {
    return written + dropped;
  }

  /** When somebody waits for space or the end is near, no batch waits for its time. */
  boolean urgent() {
    return closing || blocked > 0;
  }

  void committed(Duration took) {
    batches++;
    latency.recordValue(
        Math.min(
            latency.getHighestTrackableValue(), TimeUnit.NANOSECONDS.toMicros(took.toNanos())));
  }

  LogBatcherStats stats() {
    return new LogBatcherStats(
        buffer.lines(),
        buffer.bytes(),
        written,
        batches,
        retried,
        dropped,
        refused,
        latency.copy());
  }
}
