package io.energyops.storage;

import org.jspecify.annotations.Nullable;

/**
 * There is no space left for a write. What was stored before is unchanged, and deleting works. To
 * try again makes sense once something was deleted.
 */
public class StorageFullException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which write, where, and what to do
   * @param cause what led to it, or null
   */
  public StorageFullException(String message, @Nullable Throwable cause) {
    super(StorageErrorCode.FULL, message, cause);
  }
}
