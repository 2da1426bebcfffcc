package io.energyops.storage;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The backend cannot be reached or cannot do it now; the same call may succeed later. */
public class StorageUnavailableException extends StorageException {

  private static final long serialVersionUID = 1L;

  /** When a repetition makes sense, or null. */
  private final @Nullable Duration retryAfter;

  /**
   * Creates an exception.
   *
   * @param message what failed, where, and what to do
   * @param retryAfter when a repetition makes sense, or null when the backend cannot tell
   * @param cause what led to it, or null
   */
  public StorageUnavailableException(
      String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(StorageErrorCode.UNAVAILABLE, message, cause);
    this.retryAfter = retryAfter;
  }

  /**
   * Returns when a repetition makes sense.
   *
   * @return the time to wait, or empty when the backend cannot tell
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
