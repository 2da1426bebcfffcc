package io.energyops.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Asks again and again, with a pause between, for what tells nobody when it happens. */
record Poll(LongSupplier ticker, Duration interval) {

  static final Poll USUAL = new Poll(System::nanoTime, Duration.ofMillis(20));

  /** Asks at least once, and once more at the limit. */
  boolean until(BooleanSupplier condition, Duration limit) throws InterruptedException {
    long begun = ticker.getAsLong();
    while (!condition.getAsBoolean()) {
      if (ticker.getAsLong() - begun >= limit.toNanos()) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(interval.toNanos());
    }
    return true;
  }
}
