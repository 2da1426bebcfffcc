package io.energyops.run;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Locale;

/** State of an execution. Terminal states never change. */
public enum ExecutionStatus {
  /** Accepted, not started yet. */
  QUEUED,
  /** Its process runs. */
  RUNNING,
  /** Its node's lease has expired; whether it runs is not known. */
  UNREACHABLE,
  /** Ended with exit code 0. */
  COMPLETED,
  /** Ended otherwise, or could not be started. */
  FAILED,
  /** Ended because somebody asked for it. */
  CANCELLED,
  /** Ended because its wall time was used up. */
  TIMED_OUT;

  /**
   * Returns whether this state is final.
   *
   * @return true for completed, failed, cancelled and timed out
   */
  public boolean terminal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED || this == TIMED_OUT;
  }

  /**
   * Returns the name in the database and in events.
   *
   * @return the lower-case name
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the state of this name.
   *
   * @param wireName as {@link #wireName()} gives it
   * @return the state
   * @throws InvalidArgumentException when no state has this name
   */
  public static ExecutionStatus ofWireName(String wireName) {
    for (ExecutionStatus status : values()) {
      if (status.wireName().equals(wireName)) {
        return status;
      }
    }
    throw new InvalidArgumentException(
        ErrorCode.INVALID_ARGUMENT, "No execution status is named '" + wireName + "'");
  }
}
