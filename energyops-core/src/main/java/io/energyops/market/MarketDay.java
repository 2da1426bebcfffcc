package io.energyops.market;

import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The instants of one calendar day in a zone.
 *
 * @param start the first instant of the day
 * @param end the first instant of the next day, exclusive
 */
@Internal
public record MarketDay(Instant start, Instant end) {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  /**
   * Returns the day of a date.
   *
   * @param date the date, null when a request has none
   * @param zone the market's zone
   * @return its instants
   * @throws InvalidArgumentException "Date parameter is required" without a date
   */
  public static MarketDay of(@Nullable LocalDate date, ZoneId zone) {
    if (date == null) {
      throw new InvalidArgumentException(ErrorCode.INVALID_ARGUMENT, "Date parameter is required");
    }
    return new MarketDay(
        date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /**
   * Returns how many 15-minute blocks the day has.
   *
   * @return 96, and other counts on days on which the clock shifts
   */
  public int quarterHours() {
    return Math.toIntExact(Duration.between(start, end).dividedBy(QUARTER));
  }
}
