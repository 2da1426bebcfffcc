package io.energyops.execution.engine;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What an engine is and can do.
 *
 * @param name its name in the database and in requests: 1 to 40 of {@code a-z 0-9 -}, not {@code
 *     external}
 * @param outlivesHost whether a run goes on when the JVM that submitted it ends
 * @param pollInterval how long to wait between two observations of a quiet run, 5 ms to 5 minutes
 */
public record EngineCapabilities(String name, boolean outlivesHost, Duration pollInterval) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

  /**
   * Checks name and interval.
   *
   * @param name its name
   * @param outlivesHost whether a run goes on without its JVM
   * @param pollInterval how long to wait between two observations
   * @throws InvalidArgumentException when one is out of range
   */
  public EngineCapabilities {
    if (!NAME.matcher(name).matches() || name.equals("external")) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "An engine's name is 1 to 40 small letters, digits and hyphens, but not 'external': '"
              + name
              + "'");
    }
    if (pollInterval.compareTo(Duration.ofMillis(5)) < 0
        || pollInterval.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "An engine is asked every 5 ms to 5 minutes, not every " + pollInterval);
    }
  }
}
