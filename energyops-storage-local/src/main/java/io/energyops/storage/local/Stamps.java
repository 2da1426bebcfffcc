package io.energyops.storage.local;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Gives each version its stamp: versions of one millisecond count on from a place of chance. */
final class Stamps {

  private final Clock clock;
  private final AtomicInteger numbers;

  Stamps(Clock clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.numbers = new AtomicInteger(ids.get().hashCode());
  }

  Stamp next(long size) {
    return Stamp.of(clock.millis(), numbers.incrementAndGet(), size);
  }
}
