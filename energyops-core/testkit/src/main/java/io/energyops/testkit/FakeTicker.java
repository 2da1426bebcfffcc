package io.energyops.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A source of durations, in place of {@code System::nanoTime}, that stands still until a test moves
 * it forwards. Its origin means nothing, as that of {@code nanoTime} does: only differences count.
 * Thread-safe.
 *
 * <p>An engine that is opened with it measures its own limits by it: a wait that should end by a
 * limit ends when the test moves the ticker.
 */
public final class FakeTicker implements LongSupplier {

  private final AtomicLong nanos;

  private FakeTicker(long start) {
    this.nanos = new AtomicLong(start);
  }

  /**
   * Makes a ticker that begins at 0.
   *
   * @return the ticker
   */
  public static FakeTicker create() {
    return new FakeTicker(0);
  }

  /**
   * Makes a ticker that begins anywhere, such as shortly before the overflow of {@code long}.
   *
   * @param nanos the first value
   * @return the ticker
   */
  public static FakeTicker startingAt(long nanos) {
    return new FakeTicker(nanos);
  }

  /**
   * Moves the ticker forwards.
   *
   * @param amount how far, zero or more and less than 292 years
   * @throws IllegalArgumentException when the amount is negative: time of durations never goes back
   */
  public void advance(Duration amount) {
    if (amount.isNegative()) {
      throw new IllegalArgumentException("A ticker never goes back, but was asked for " + amount);
    }
    nanos.addAndGet(amount.toNanos());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  @Override
  public String toString() {
    return "FakeTicker[" + nanos + " ns]";
  }
}
