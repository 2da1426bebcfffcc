package io.energyops.log;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Objects;

/**
 * How output becomes lines. Immutable; it must be the same at each reading of the same output, or
 * the lines get other numbers.
 *
 * @param maxLineBytes the most bytes of a line, from {@link #MIN_MAX_LINE_BYTES} on
 * @param escapes what becomes of terminal escape sequences
 */
public record LineSettings(int maxLineBytes, Escapes escapes) {

  /** The most bytes of a line where nobody names a limit. */
  public static final int DEFAULT_MAX_LINE_BYTES = 64 * 1024;

  /** The smallest limit: some characters and no more. */
  public static final int MIN_MAX_LINE_BYTES = 16;

  /** What becomes of the escape sequences with which a program colours its text. */
  public enum Escapes {
    /** They stay, as the program wrote them. */
    KEEP,
    /** They are taken out: the log is plain text. */
    STRIP
  }

  /**
   * Checks the limit.
   *
   * @param maxLineBytes the most bytes of a line
   * @param escapes what becomes of terminal escape sequences
   * @throws InvalidArgumentException when the limit is too small
   */
  public LineSettings {
    Objects.requireNonNull(escapes, "escapes");
    if (maxLineBytes < MIN_MAX_LINE_BYTES) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "A line may be limited to " + MIN_MAX_LINE_BYTES + " bytes or more, not " + maxLineBytes);
    }
  }

  /**
   * Returns lines of 64 KiB at most, with their escape sequences.
   *
   * @return the settings
   */
  public static LineSettings defaults() {
    return new LineSettings(DEFAULT_MAX_LINE_BYTES, Escapes.KEEP);
  }

  /**
   * Sets the limit.
   *
   * @param bytes the most bytes of a line
   * @return the changed settings
   * @throws InvalidArgumentException when it is too small
   */
  public LineSettings withMaxLineBytes(int bytes) {
    return new LineSettings(bytes, escapes);
  }

  /**
   * Sets what becomes of escape sequences.
   *
   * @param wanted what becomes of them
   * @return the changed settings
   */
  public LineSettings withEscapes(Escapes wanted) {
    return new LineSettings(maxLineBytes, wanted);
  }
}
