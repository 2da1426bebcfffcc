package io.energyops.run;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/**
 * Id of one import, whose rows a run may take as input.
 *
 * @param value not blank, at most 128 characters
 */
public record ImportId(String value) {

  /**
   * Checks the form.
   *
   * @param value the id
   * @throws InvalidArgumentException when the value is blank or too long
   */
  public ImportId {
    if (value.isBlank() || value.length() > 128) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "Import id is required and has at most 128 characters, but has " + value.length());
    }
  }

  /**
   * Returns the id of this value.
   *
   * @param value see {@link #value()}
   * @return the id
   */
  public static ImportId of(String value) {
    return new ImportId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
