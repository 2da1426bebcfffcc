package io.energyops.log;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * One line of an execution's log, in the form in which both databases store it.
 *
 * @param executionId the execution
 * @param lineNumber its place in the log, from 0 on; the engine's own lines begin at 1
 * @param level where it comes from
 * @param message its text; U+0000 is shown as U+2400 and half a surrogate pair as U+FFFD
 * @param timestamp when it was written, in whole microseconds, of the years 1 to 9999
 */
public record LogEntry(
    ExecutionId executionId, long lineNumber, LogLevel level, String message, Instant timestamp) {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /**
   * Brings text and time into the stored form.
   *
   * @param executionId the execution
   * @param lineNumber its place in the log
   * @param level where it comes from
   * @param message its text
   * @param timestamp when it was written
   * @throws InvalidArgumentException when the number is negative or the time out of range
   */
  public LogEntry {
    Objects.requireNonNull(executionId, "executionId");
    Objects.requireNonNull(level, "level");
    if (lineNumber < 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "A line of execution " + executionId + " has the negative number " + lineNumber);
    }
    if (timestamp.isBefore(FIRST) || !timestamp.isBefore(END)) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "Line " + lineNumber + " of execution " + executionId + " is not of the years 1 to 9999");
    }
    message = LogText.storable(message);
    timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
  }
}
