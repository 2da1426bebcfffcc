package io.energyops.storage;

import org.jspecify.annotations.Nullable;

/** The stored bytes are not what was written: cut off, overwritten by others, or decayed. */
public class StorageDamagedException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which object, what is wrong with it, and what to do
   * @param cause what led to it, or null
   */
  public StorageDamagedException(String message, @Nullable Throwable cause) {
    super(StorageErrorCode.DAMAGED, message, cause);
  }
}
