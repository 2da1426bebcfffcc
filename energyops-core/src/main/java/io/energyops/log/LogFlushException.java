package io.energyops.log;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Log lines are not durable. The code tells whether they are still buffered or were dropped. */
public final class LogFlushException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  /** Lines that are not in the database, kept when the exception is serialized. */
  private final long unwritten;

  LogFlushException(ErrorCode code, String message, long unwritten, @Nullable Throwable cause) {
    super(code, message, cause);
    this.unwritten = unwritten;
  }

  /**
   * Returns how many lines are not in the database.
   *
   * @return at least 1
   */
  public long unwritten() {
    return unwritten;
  }
}
