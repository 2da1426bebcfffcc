package io.energyops.database;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The data directory cannot be used: it is a file, cannot be written, or lies on a network file
 * system.
 */
public final class DataDirectoryException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was wrong, where, and what to do
   * @param cause what led to it, or null
   */
  public DataDirectoryException(String message, @Nullable Throwable cause) {
    super(ErrorCode.DATA_DIRECTORY_UNUSABLE, message, cause);
  }
}
