package io.energyops.execution.engine;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/**
 * A run as an engine knows it. Kept in the database, so it must be enough to find the run again
 * after a restart of everything on this side.
 *
 * @param engine name of the engine
 * @param key whose run it is
 * @param reference the engine's own words, opaque to all others, 1 to 1000 characters, no secret
 */
public record Handle(String engine, RunKey key, String reference) {

  /**
   * Checks the texts.
   *
   * @param engine name of the engine
   * @param key whose run it is
   * @param reference the engine's own words
   * @throws InvalidArgumentException when a text is blank or too long
   */
  public Handle {
    if (engine.isBlank() || reference.isBlank() || reference.length() > 1000) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "A handle names its engine and a reference of 1 to 1000 characters");
    }
  }
}
