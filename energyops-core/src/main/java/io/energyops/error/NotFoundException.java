package io.energyops.error;

import org.jspecify.annotations.Nullable;

/** What the caller named does not exist. */
public class NotFoundException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param code the stable code, of category {@link ErrorCategory#NOT_FOUND}
   * @param message what was wrong, where, and what to do
   */
  public NotFoundException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param code the stable code, of category {@link ErrorCategory#NOT_FOUND}
   * @param message what was wrong, where, and what to do
   * @param cause what led to it, or null
   */
  public NotFoundException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
