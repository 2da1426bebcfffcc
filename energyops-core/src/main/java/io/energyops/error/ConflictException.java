package io.energyops.error;

import org.jspecify.annotations.Nullable;

/** The state of something forbids the call now. */
public class ConflictException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param code the stable code, of category {@link ErrorCategory#CONFLICT}
   * @param message what was wrong, where, and what to do
   */
  public ConflictException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param code the stable code, of category {@link ErrorCategory#CONFLICT}
   * @param message what was wrong, where, and what to do
   * @param cause what led to it, or null
   */
  public ConflictException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
