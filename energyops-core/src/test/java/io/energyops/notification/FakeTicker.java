package io.energyops.notification;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that moves when told to; begins near overflow, as System.nanoTime may. */
final class FakeTicker implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  void advance(Duration step) {
    nanos.addAndGet(step.toNanos());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }
}
