package io.energyops.storage;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted. Its interrupt flag is set; a write that was under way is not
 * visible, or whole when the interrupt came too late.
 */
public class StorageInterruptedException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was interrupted
   * @param cause what led to it, or null
   */
  public StorageInterruptedException(String message, @Nullable Throwable cause) {
    super(StorageErrorCode.INTERRUPTED, message, cause);
  }
}
