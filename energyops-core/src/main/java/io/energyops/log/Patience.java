package io.energyops.log;

import java.util.function.LongSupplier;

/** How long a line has been missing. Confined to its follower's turns. */
final class Patience {

  private final long limitNanos;
  private final LongSupplier nanoTicker;
  private long missing = -1;
  private long sinceNanos;

  Patience(long limitNanos, LongSupplier nanoTicker) {
    this.limitNanos = limitNanos;
    this.nanoTicker = nanoTicker;
  }

  /**
   * Tells whether this line has been waited for long enough; begins to wait for it if it is new.
   */
  boolean over(long line) {
    long now = nanoTicker.getAsLong();
    if (line != missing) {
      missing = line;
      sinceNanos = now;
    }
    return now - sinceNanos >= limitNanos;
  }
}
