package io.energyops.log;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which lines of one execution to read. Immutable; each method returns a changed copy.
 *
 * @param fromLine the first line number, from 0 on
 * @param toLine the last line number, included; empty for no end
 * @param levels the levels to read; empty for all
 * @param text what the message holds; empty for any message
 * @param ignoreCase whether the case of ASCII letters in {@code text} does not matter
 * @param limit the most lines of a page, 1 to 10 000
 */
public record LogQuery(
    long fromLine,
    OptionalLong toLine,
    Set<LogLevel> levels,
    Optional<String> text,
    boolean ignoreCase,
    int limit) {

  /** Lines of a page where the caller names no limit. */
  public static final int DEFAULT_LIMIT = 500;

  /** The most lines of a page. */
  public static final int MAX_LIMIT = 10_000;

  private static final LogQuery ALL =
      new LogQuery(0, OptionalLong.empty(), Set.of(), Optional.empty(), false, DEFAULT_LIMIT);

  /**
   * Checks the bounds.
   *
   * @param fromLine the first line number
   * @param toLine the last line number
   * @param levels the levels to read
   * @param text what the message holds
   * @param ignoreCase whether case does not matter
   * @param limit the most lines of a page
   * @throws InvalidArgumentException when a number is out of range
   */
  public LogQuery {
    if (fromLine < 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "A log is read from line 0 or a later one, not " + fromLine);
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "A page of a log has 1 to " + MAX_LIMIT + " lines, not " + limit);
    }
    levels = Set.copyOf(levels);
    text = text.map(LogText::storable).filter(value -> !value.isEmpty());
  }

  /**
   * Reads everything, in pages of {@link #DEFAULT_LIMIT} lines.
   *
   * @return the query
   */
  public static LogQuery all() {
    return ALL;
  }

  /**
   * Begins at a line.
   *
   * @param line the first line number
   * @return the changed query
   */
  public LogQuery from(long line) {
    return new LogQuery(line, toLine, levels, text, ignoreCase, limit);
  }

  /**
   * Ends at a line.
   *
   * @param line the last line number, included
   * @return the changed query
   */
  public LogQuery to(long line) {
    return new LogQuery(fromLine, OptionalLong.of(line), levels, text, ignoreCase, limit);
  }

  /**
   * Reads some levels only.
   *
   * @param wanted the levels; none for all
   * @return the changed query
   */
  public LogQuery levels(LogLevel... wanted) {
    return new LogQuery(fromLine, toLine, Set.of(wanted), text, ignoreCase, limit);
  }

  /**
   * Reads lines that hold a text, just as it is written.
   *
   * @param wanted the text, no pattern
   * @return the changed query
   */
  public LogQuery containing(String wanted) {
    return new LogQuery(fromLine, toLine, levels, Optional.of(wanted), false, limit);
  }

  /**
   * Reads lines that hold a text, whatever the case of its ASCII letters.
   *
   * @param wanted the text, no pattern
   * @return the changed query
   */
  public LogQuery containingIgnoringCase(String wanted) {
    return new LogQuery(fromLine, toLine, levels, Optional.of(wanted), true, limit);
  }

  /**
   * Sets the size of a page.
   *
   * @param lines the most lines, 1 to {@link #MAX_LIMIT}
   * @return the changed query
   */
  public LogQuery limit(int lines) {
    return new LogQuery(fromLine, toLine, levels, text, ignoreCase, lines);
  }
}
