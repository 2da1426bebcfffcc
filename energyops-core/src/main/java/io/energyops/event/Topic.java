package io.energyops.event;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import java.util.regex.Pattern;

/**
 * What subscribers listen to; a room of a realtime server.
 *
 * @param name 1 to 160 characters: ASCII letters, digits and {@code . _ : / -}, the first a letter
 *     or digit
 */
public record Topic(String name) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,159}");

  /** The topic that every dashboard joins. */
  public static final Topic DASHBOARD = new Topic("dashboard");

  /**
   * Checks the form.
   *
   * @param name the name
   * @throws InvalidArgumentException when the name is not of the form above
   */
  public Topic {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "A topic's name must have 1 to 160 characters of A-Z a-z 0-9 . _ : / - and begin with a"
              + " letter or digit, but has "
              + name.length()
              + " characters");
    }
  }

  /**
   * Returns the topic of a name.
   *
   * @param name see {@link #name()}
   * @return the topic
   * @throws InvalidArgumentException when the name is malformed
   */
  public static Topic of(String name) {
    return new Topic(name);
  }

  /**
   * Returns the topic of one execution: its live log and its end.
   *
   * @param id the execution
   * @return the topic {@code execution:ID}
   */
  public static Topic execution(ExecutionId id) {
    return new Topic("execution:" + id.value());
  }

  @Override
  public String toString() {
    return name;
  }
}
