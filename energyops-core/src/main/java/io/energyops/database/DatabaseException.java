package io.energyops.database;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The database is out of reach or refused a statement. */
public final class DatabaseException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param code {@link ErrorCode#DATABASE_UNAVAILABLE}, {@link ErrorCode#DATABASE_FAILURE} or
   *     {@link ErrorCode#TRANSACTION_LOST}
   * @param message what was wrong, where, and what to do
   * @param cause what the driver said, or null
   */
  public DatabaseException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
