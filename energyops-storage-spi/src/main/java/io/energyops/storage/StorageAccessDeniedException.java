package io.energyops.storage;

import org.jspecify.annotations.Nullable;

/** The backend refuses access, or a link stands where only plain files and folders may. */
public class StorageAccessDeniedException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was refused, where, and what to do
   * @param cause what led to it, or null
   */
  public StorageAccessDeniedException(String message, @Nullable Throwable cause) {
    super(StorageErrorCode.ACCESS_DENIED, message, cause);
  }
}
