package io.energyops.notification;

/**
 * The times of the last notifications that were allowed: one more is allowed when the oldest of a
 * full ring has left the window, so no window of any position holds more. Not thread-safe.
 */
final class AllowedRing {

  private final long[] times;
  private int size;
  private int oldest;

  AllowedRing(int capacity) {
    times = new long[capacity];
  }

  boolean tryAllow(long nowNanos, long windowNanos) {
    if (size < times.length) {
      times[size++] = nowNanos;
      return true;
    }
    if (nowNanos - times[oldest] < windowNanos) {
      return false;
    }
    times[oldest] = nowNanos;
    oldest = (oldest + 1) % times.length;
    return true;
  }
}
