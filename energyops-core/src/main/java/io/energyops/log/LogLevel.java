package io.energyops.log;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Locale;

/** Where a line comes from, or how grave it is. */
public enum LogLevel {
  /** Standard output of the program. */
  STDOUT,
  /** Standard error of the program. */
  STDERR,
  /** A note of the engine or the host. */
  INFO,
  /** A warning of the engine or the host. */
  WARNING,
  /** An error that the engine or the host reports. */
  ERROR;

  /**
   * Returns the name in the database and in events.
   *
   * @return the lower-case name
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the level of this name.
   *
   * @param wireName as {@link #wireName()} gives it
   * @return the level
   * @throws InvalidArgumentException when no level has this name
   */
  public static LogLevel ofWireName(String wireName) {
    for (LogLevel level : values()) {
      if (level.wireName().equals(wireName)) {
        return level;
      }
    }
    throw new InvalidArgumentException(
        ErrorCode.INVALID_ARGUMENT, "No log level is named '" + wireName + "'");
  }
}
