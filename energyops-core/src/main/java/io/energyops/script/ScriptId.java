package io.energyops.script;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/**
 * Id of an uploaded script.
 *
 * @param value not blank
 */
public record ScriptId(String value) {

  /**
   * Checks the form.
   *
   * @param value the id
   * @throws InvalidArgumentException when it is blank
   */
  public ScriptId {
    if (value.isBlank()) {
      throw new InvalidArgumentException(ErrorCode.INVALID_ARGUMENT, "Script ID is required");
    }
  }

  /**
   * Returns the id of this value.
   *
   * @param value see {@link #value()}
   * @return the id
   * @throws InvalidArgumentException when it is blank
   */
  public static ScriptId of(String value) {
    return new ScriptId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
