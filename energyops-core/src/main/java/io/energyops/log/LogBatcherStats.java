package io.energyops.log;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What a batcher holds and did since it was built. Immutable. */
public final class LogBatcherStats {

  private final long queued;
  private final long queuedBytes;
  private final long written;
  private final long batches;
  private final long retried;
  private final long dropped;
  private final long refused;
  private final Histogram latency;

  LogBatcherStats(
      long queued,
      long queuedBytes,
      long written,
      long batches,
      long retried,
      long dropped,
      long refused,
      Histogram latency) {
    this.queued = queued;
    this.queuedBytes = queuedBytes;
    this.written = written;
    this.batches = batches;
    this.retried = retried;
    this.dropped = dropped;
    this.refused = refused;
    this.latency = latency;
  }

  /**
   * Returns how many lines wait or are being written.
   *
   * @return a count
   */
  public long queued() {
    return queued;
  }

  /**
   * Returns what the waiting lines weigh in memory.
   *
   * @return an estimate in bytes
   */
  public long queuedBytes() {
    return queuedBytes;
  }

  /**
   * Returns how many lines became durable.
   *
   * @return a count; a line that was in the database already counts too
   */
  public long written() {
    return written;
  }

  /**
   * Returns how many transactions were committed.
   *
   * @return a count
   */
  public long batches() {
    return batches;
  }

  /**
   * Returns how many transactions failed and were tried again.
   *
   * @return a count
   */
  public long retried() {
    return retried;
  }

  /**
   * Returns how many accepted lines were given up: their execution is gone or belongs to another
   * node, or other lines have their numbers.
   *
   * @return a count
   */
  public long dropped() {
    return dropped;
  }

  /**
   * Returns how many lines were not accepted because the buffer was full.
   *
   * @return a count
   */
  public long refused() {
    return refused;
  }

  /**
   * Returns how long transactions took, from begin to commit.
   *
   * @param percentile 0 to 100, such as 95
   * @return the duration that this share of them did not pass; zero before the first
   */
  public Duration writeLatency(double percentile) {
    return latency.getTotalCount() == 0
        ? Duration.ZERO
        : Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(latency.getValueAtPercentile(percentile)));
  }

  /**
   * Returns the 95th percentile of {@link #writeLatency}.
   *
   * @return a duration
   */
  public Duration p95() {
    return writeLatency(95);
  }
}
