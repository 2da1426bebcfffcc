package io.energyops.error;

import org.jspecify.annotations.Nullable;

/** An argument is wrong; the same call fails again. */
public class InvalidArgumentException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param code the stable code, of category {@link ErrorCategory#INVALID_ARGUMENT}
   * @param message what was wrong, where, and what to do
   */
  public InvalidArgumentException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param code the stable code, of category {@link ErrorCategory#INVALID_ARGUMENT}
   * @param message what was wrong, where, and what to do
   * @param cause what led to it, or null
   */
  public InvalidArgumentException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
