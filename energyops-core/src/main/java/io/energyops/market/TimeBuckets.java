package io.energyops.market;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Cuts time into buckets of equal length by the wall clock of a zone. Immutable. */
final class TimeBuckets {

  private final ZoneRules rules;
  private final long seconds;

  TimeBuckets(ZoneId zone, long seconds) {
    this.rules = zone.getRules();
    this.seconds = seconds;
  }

  /**
   * Returns when the bucket of an instant begins. Where a shift of the clock falls into a bucket, a
   * new one begins at the shift: Lord Howe Island shifts by half an hour, and without the cut the
   * second 01:30 would share an hour that began before the first.
   */
  Instant startOf(Instant instant) {
    ZoneOffset offset = rules.getOffset(instant);
    long local = instant.getEpochSecond() + offset.getTotalSeconds();
    long start = Math.floorDiv(local, seconds) * seconds - offset.getTotalSeconds();
    Instant candidate = Instant.ofEpochSecond(start);
    if (rules.getOffset(candidate).equals(offset)) {
      return candidate;
    }
    ZoneOffsetTransition shift = rules.previousTransition(instant.plusNanos(1));
    return shift == null ? candidate : shift.getInstant();
  }
}
