package io.energyops.process;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to be ended.
 *
 * @param grace time between TERM and KILL, zero for KILL at once
 * @param requestedBy who asks, recorded with the run; null for the current user
 */
public record KillOptions(Duration grace, @Nullable String requestedBy) {

  private static final KillOptions DEFAULTS = new KillOptions(Duration.ofSeconds(5), null);

  /**
   * Checks the grace.
   *
   * @param grace time between TERM and KILL
   * @param requestedBy who asks, or null
   * @throws InvalidArgumentException when the grace is negative
   */
  public KillOptions {
    if (grace.isNegative()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The grace of a kill must not be negative, but was " + grace);
    }
  }

  /**
   * Five seconds of grace, in the name of the current user.
   *
   * @return the defaults
   */
  public static KillOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns who asks.
   *
   * @return the name, or empty for the current user
   */
  public Optional<String> requester() {
    return Optional.ofNullable(requestedBy);
  }

  /**
   * Returns the same with another grace.
   *
   * @param value time between TERM and KILL
   * @return a copy
   */
  public KillOptions withGrace(Duration value) {
    return new KillOptions(value, requestedBy);
  }

  /**
   * Returns the same with another requester.
   *
   * @param value who asks
   * @return a copy
   */
  public KillOptions withRequestedBy(String value) {
    return new KillOptions(grace, value);
  }
}
