package io.energyops.storage;

import org.jspecify.annotations.Nullable;

/** The source that the caller gave failed or had another size than it said; nothing was stored. */
public class SourceFailedException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for which key
   * @param cause what the source threw, or null
   */
  public SourceFailedException(String message, @Nullable Throwable cause) {
    super(StorageErrorCode.SOURCE_FAILED, message, cause);
  }
}
