package io.energyops.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class InstantTextPropertyTest {

  private static final long FIRST = -62_167_219_200L;
  private static final long LAST = 253_402_300_799L;

  @Property
  void what_is_written_is_read_again(
      @ForAll @LongRange(min = FIRST, max = LAST) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    Instant instant = Instant.ofEpochSecond(second, nanos);
    String text = InstantText.of(instant);
    assertEquals(27, text.length());
    assertEquals(instant.truncatedTo(ChronoUnit.MICROS), Instant.parse(text));
  }

  @Property
  void the_order_of_the_text_is_the_order_of_time(
      @ForAll @LongRange(min = FIRST, max = LAST) long one,
      @ForAll @LongRange(min = FIRST, max = LAST) long other) {
    int text =
        InstantText.of(Instant.ofEpochSecond(one))
            .compareTo(InstantText.of(Instant.ofEpochSecond(other)));
    assertEquals(Long.signum(Long.compare(one, other)), Integer.signum(text));
  }

  @Example
  void a_year_that_does_not_fit_is_written_wider() {
    assertTrue(InstantText.of(Instant.ofEpochSecond(LAST + 1)).startsWith("+10000-01-01T00:00:00"));
  }
}
