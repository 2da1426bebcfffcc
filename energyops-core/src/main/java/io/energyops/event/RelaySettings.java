package io.energyops.event;

import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.time.Duration;

/**
 * How an {@link EventRelay} works.
 *
 * @param poll how often it looks for rows that nobody woke it for, 10 ms to one minute
 * @param batchRows the most rows of one transaction, 1 to 10 000
 * @param retention how long the stream keeps an event for other nodes, one minute to 30 days
 * @param closeLimit how long closing may take, up to one minute
 */
@Internal
public record RelaySettings(Duration poll, int batchRows, Duration retention, Duration closeLimit) {

  /**
   * Checks the ranges.
   *
   * @param poll how often it looks
   * @param batchRows the most rows of one transaction
   * @param retention how long the stream keeps an event
   * @param closeLimit how long closing may take
   * @throws InvalidArgumentException when one is out of its range
   */
  public RelaySettings {
    inRange("poll", poll, Duration.ofMillis(10), Duration.ofMinutes(1));
    inRange("retention", retention, Duration.ofMinutes(1), Duration.ofDays(30));
    inRange("closeLimit", closeLimit, Duration.ZERO, Duration.ofMinutes(1));
    if (batchRows < 1 || batchRows > 10_000) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "batchRows must be 1 to 10000, but is " + batchRows);
    }
  }

  /**
   * Returns the defaults: a look every 250 ms, 256 rows, 24 hours, 3 seconds.
   *
   * @return the defaults
   */
  public static RelaySettings defaults() {
    return new RelaySettings(
        Duration.ofMillis(250), 256, Duration.ofHours(24), Duration.ofSeconds(3));
  }

  private static void inRange(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          name + " must be " + min + " to " + max + ", but is " + value);
    }
  }
}
