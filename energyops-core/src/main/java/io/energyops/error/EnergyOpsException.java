package io.energyops.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of every exception of the engine. The message says what was wrong, where, and what to do; it
 * holds no secret. The {@linkplain #code() code} is stable and meant for programs and for searching
 * the documentation.
 */
public class EnergyOpsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Stable code, kept when the exception is serialized. */
  private final ErrorCode code;

  /**
   * Creates an exception without a cause.
   *
   * @param code the stable code
   * @param message what was wrong, where, and what to do
   */
  public EnergyOpsException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param code the stable code
   * @param message what was wrong, where, and what to do
   * @param cause what led to it, or null
   */
  public EnergyOpsException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /**
   * Returns the stable code.
   *
   * @return the code, never null
   */
  public ErrorCode code() {
    return code;
  }
}
