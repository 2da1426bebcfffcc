package io.energyops.database;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The data directory is open in this JVM already. */
public final class DataDirectoryInUseException extends ConflictException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which directory, and what to do
   * @param cause what led to it, or null
   */
  public DataDirectoryInUseException(String message, @Nullable Throwable cause) {
    super(ErrorCode.DATA_DIRECTORY_IN_USE, message, cause);
  }
}
