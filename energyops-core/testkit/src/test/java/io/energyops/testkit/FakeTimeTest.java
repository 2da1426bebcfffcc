package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FakeTimeTest {

  private static final Instant START = Instant.parse("2025-10-08T20:00:00Z");

  @Nested
  class Clocks {

    private final FakeClock clock = FakeClock.at(START);

    @Test
    void a_clock_stands_still_until_it_is_moved() {
      assertEquals(START, clock.instant());
      assertEquals(START, clock.instant());

      clock.advance(Duration.ofMinutes(15));
      assertEquals(START.plusSeconds(900), clock.instant());
      assertEquals(START.plusSeconds(900).toEpochMilli(), clock.millis());

      clock.advance(Duration.ofHours(-1));
      assertEquals(START.minusSeconds(2700), clock.instant());

      clock.set(START);
      assertEquals(START, clock.instant());
    }

    @Test
    void a_view_in_another_zone_shares_the_time() {
      FakeClock india = clock.withZone(ZoneId.of("Asia/Kolkata"));

      clock.advance(Duration.ofHours(1));

      assertEquals(clock.instant(), india.instant());
      assertEquals(LocalDate.of(2025, 10, 9), LocalDate.now(india));
      assertEquals(LocalDate.of(2025, 10, 8), LocalDate.now(clock));
      assertEquals(ZoneOffset.UTC, clock.getZone());
    }

    @Test
    void a_stepping_view_moves_after_each_look() {
      FakeClock stepping = clock.withStep(Duration.ofSeconds(1));

      assertEquals(START, stepping.instant());
      assertEquals(START.plusSeconds(1), stepping.instant());
      assertEquals(START.plusSeconds(2), clock.instant());
    }
  }

  @Nested
  class Tickers {

    @Test
    void a_ticker_moves_forwards_only() {
      FakeTicker ticker = FakeTicker.create();

      ticker.advance(Duration.ofMillis(3));
      ticker.advance(Duration.ZERO);

      assertEquals(3_000_000, ticker.getAsLong());
      assertThrows(IllegalArgumentException.class, () -> ticker.advance(Duration.ofNanos(-1)));
      assertEquals(3_000_000, ticker.getAsLong());
    }

    @Test
    void differences_are_right_over_the_overflow() {
      FakeTicker ticker = FakeTicker.startingAt(Long.MAX_VALUE - 5);
      long before = ticker.getAsLong();

      ticker.advance(Duration.ofNanos(20));

      assertTrue(ticker.getAsLong() < 0);
      assertEquals(20, ticker.getAsLong() - before);
    }
  }

  @Test
  void a_poll_asks_at_least_once_and_stops_at_its_limit() throws InterruptedException {
    FakeTicker ticker = FakeTicker.create();
    Poll poll = new Poll(ticker, Duration.ofNanos(1));

    assertTrue(poll.until(() -> true, Duration.ZERO));
    assertEquals(
        false,
        poll.until(
            () -> {
              ticker.advance(Duration.ofSeconds(1));
              return false;
            },
            Duration.ofSeconds(3)));
    assertEquals(Duration.ofSeconds(3).toNanos(), ticker.getAsLong());
  }
}
