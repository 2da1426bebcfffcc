package io.energyops.execution.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The engine will never run this, now or at a repetition; nothing of it was started. */
public class EngineRefusedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message why, and what to do; it becomes the execution's error message
   * @param cause what was seen, or null
   */
  public EngineRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
