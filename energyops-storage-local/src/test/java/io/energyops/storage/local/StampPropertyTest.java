package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class StampPropertyTest {

  private static final long YEAR_2200 = 7_258_118_400_000L;

  @Property
  void a_stamp_comes_back_from_a_file_time(
      @ForAll @LongRange(min = -1, max = YEAR_2200) long millis,
      @ForAll int number,
      @ForAll @LongRange(min = 0) long size) {
    Stamp stamp = Stamp.of(millis, number, size);

    assertEquals(stamp, Stamp.of(stamp.fileTime()));
    assertTrue(stamp.fits(size));
    assertEquals(Instant.ofEpochMilli(millis), stamp.instant());
  }

  @Property
  void a_time_that_was_cut_fits_only_when_nothing_was_lost(
      @ForAll @LongRange(min = 0, max = YEAR_2200) long millis,
      @ForAll int number,
      @ForAll @LongRange(min = 0) long size) {
    Stamp stamp = Stamp.of(millis, number, size);
    Instant whole = stamp.fileTime().toInstant();

    assertFalse(Stamp.of(FileTime.from(whole.truncatedTo(ChronoUnit.MICROS))).fits(size));
    assertFalse(Stamp.of(FileTime.from(whole.truncatedTo(ChronoUnit.MILLIS))).fits(size));
    Instant hundreds = whole.minusNanos(stamp.below() % 100);
    assertEquals(whole.equals(hundreds), Stamp.of(FileTime.from(hundreds)).fits(size));
  }

  @Example
  void of_times_that_others_set_one_in_a_thousand_fits() {
    int fits = 0;
    for (int i = 0; i < 100_000; i++) {
      fits += new Stamp(1_790_000_000_000L + i * 7L, (int) (i * 7919L % 1_000_000)).fits(i) ? 1 : 0;
    }
    assertTrue(fits > 20 && fits < 300, fits + " of 100000");
  }

  @Example
  void a_thousand_versions_of_one_millisecond_differ() {
    Stamps stamps = new Stamps(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), () -> new UUID(5, 6));
    Set<String> versions = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      versions.add(stamps.next(4096).version(4096));
    }
    assertEquals(1000, versions.size());
  }

  @Example
  void times_beyond_what_nanoseconds_can_count_do_not_fit_by_accident() {
    Stamp stamp = Stamp.of(Instant.parse("9999-01-01T00:00:00Z").toEpochMilli(), 1, 1);

    assertTrue(stamp.fits(1));
    assertFalse(Stamp.of(stamp.fileTime()).equals(stamp));
  }
}
