package io.energyops.run;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.regex.Pattern;

/**
 * Id of one execution.
 *
 * @param value 1 to 128 characters: ASCII letters, digits, dot, underscore, hyphen and colon, the
 *     first a letter or digit
 */
public record ExecutionId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

  /**
   * Checks the form.
   *
   * @param value the id
   * @throws InvalidArgumentException when the value is not of the form above
   */
  public ExecutionId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "Execution id must have 1 to 128 characters of A-Z a-z 0-9 . _ : - and begin with a letter or digit, but has "
              + value.length()
              + " characters");
    }
  }

  /**
   * Returns the id of this value.
   *
   * @param value see {@link #value()}
   * @return the id
   * @throws InvalidArgumentException when the value is not of the allowed form
   */
  public static ExecutionId of(String value) {
    return new ExecutionId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
