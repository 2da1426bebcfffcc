package io.energyops.execution.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The engine gave no answer, so it is not known whether the call was carried out. The caller
 * repeats the same call; every call may be repeated.
 */
public class EngineUnansweredException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was asked of whom, without secrets
   * @param cause what was seen, or null
   */
  public EngineUnansweredException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
