package io.energyops.storage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of every exception of a storage backend. The message says what was wrong, where, and what to
 * do; it holds no secret and no content. The {@linkplain #code() code} is stable.
 */
public class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The stable code. */
  private final StorageErrorCode code;

  /**
   * Creates an exception.
   *
   * @param code the stable code
   * @param message what was wrong, where, and what to do
   * @param cause what led to it, or null
   */
  public StorageException(StorageErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /**
   * Returns the stable code.
   *
   * @return the code, never null
   */
  public StorageErrorCode code() {
    return code;
  }
}
