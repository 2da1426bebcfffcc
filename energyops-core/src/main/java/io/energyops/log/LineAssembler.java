package io.energyops.log;

import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes numbered lines of the output frames of one execution. The numbers follow from the frames
 * alone, so each reading of the same frames gives the same lines. A line ends at {@code \n}, at
 * {@code \r} or at both together; at the byte limit it is cut, marked and continued as the next
 * line. Confined to one thread.
 */
@Internal
public final class LineAssembler {

  /** The most bytes of a line where the caller names no limit. */
  public static final int DEFAULT_MAX_LINE_BYTES = 64 * 1024;

  /** The smallest limit: some characters and no more. */
  public static final int MIN_MAX_LINE_BYTES = 16;

  /** Ends a line that was cut at the limit. */
  public static final String CUT_MARK = " …[cut]";

  private final ExecutionId id;
  private final PartialLine stdout;
  private final PartialLine stderr;
  private Clean clean;
  private long boundary;
  private long lines;

  /**
   * A place between two frames where no line has begun.
   *
   * @param frameOffset offset of the next frame
   * @param lines how many lines end before it
   */
  public record Clean(long frameOffset, long lines) {

    /** The place before the first frame. */
    public static final Clean START = new Clean(0, 0);

    /**
     * Checks both numbers.
     *
     * @param frameOffset offset of the next frame
     * @param lines how many lines end before it
     * @throws InvalidArgumentException when one is negative
     */
    public Clean {
      if (frameOffset < 0 || lines < 0) {
        throw new InvalidArgumentException(
            ErrorCode.INVALID_ARGUMENT, "A place in a spool has no negative offset or line count");
      }
    }
  }

  /**
   * Creates an assembler with the default limit.
   *
   * @param id the execution
   * @param from where the first frame is taken from
   */
  public LineAssembler(ExecutionId id, Clean from) {
    this(id, from, DEFAULT_MAX_LINE_BYTES);
  }

  /**
   * Creates an assembler.
   *
   * @param id the execution
   * @param from where the first frame is taken from
   * @param maxLineBytes the most bytes of a line, from {@link #MIN_MAX_LINE_BYTES} on; it must be
   *     the same at each reading
   * @throws InvalidArgumentException when the limit is too small
   */
  public LineAssembler(ExecutionId id, Clean from, int maxLineBytes) {
    if (maxLineBytes < MIN_MAX_LINE_BYTES) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "A line may be limited to " + MIN_MAX_LINE_BYTES + " bytes or more, not " + maxLineBytes);
    }
    this.id = id;
    this.stdout = new PartialLine(maxLineBytes);
    this.stderr = new PartialLine(maxLineBytes);
    this.clean = from;
    this.boundary = from.frameOffset();
    this.lines = from.lines();
  }

  /**
   * Takes the next frame.
   *
   * @param stream {@link LogLevel#STDOUT} or {@link LogLevel#STDERR}
   * @param time when the bytes were read; the time of every line that ends in them
   * @param payload the bytes, split anywhere
   * @param nextFrameOffset offset of the frame behind this one
   * @return the lines that end in it, in order
   * @throws InvalidArgumentException when the level is no stream
   */
  public List<LogEntry> feed(LogLevel stream, Instant time, byte[] payload, long nextFrameOffset) {
    PartialLine partial = partial(stream);
    if (partial.awaitsLineFeed() && payload.length > 0 && !lineEnd(payload[0])) {
      // Only now it is known that the carriage return before this frame was a whole line end.
      partial.noLineFeed();
      markClean();
    }
    List<LogEntry> done = new ArrayList<>();
    partial.feed(payload, text -> done.add(line(stream, time, text)));
    boundary = nextFrameOffset;
    markClean();
    return done;
  }

  /**
   * Ends the output.
   *
   * @param time the time of what was not terminated
   * @return the unterminated lines, standard output first
   */
  public List<LogEntry> finish(Instant time) {
    List<LogEntry> done = new ArrayList<>();
    stdout.finish(text -> done.add(line(LogLevel.STDOUT, time, text)));
    stderr.finish(text -> done.add(line(LogLevel.STDERR, time, text)));
    markClean();
    return done;
  }

  /**
   * Returns the last place from which another assembler would number the rest the same way.
   *
   * @return a place between two frames
   */
  public Clean clean() {
    return clean;
  }

  /**
   * Returns how many lines have ended.
   *
   * @return the number of the last line, counted from 1
   */
  public long lines() {
    return lines;
  }

  private LogEntry line(LogLevel stream, Instant time, String text) {
    lines++;
    return new LogEntry(id, lines, stream, text, time);
  }

  private void markClean() {
    if (settled(stdout) && settled(stderr)) {
      clean = new Clean(boundary, lines);
    }
  }

  private PartialLine partial(LogLevel stream) {
    return switch (stream) {
      case STDOUT -> stdout;
      case STDERR -> stderr;
      default ->
          throw new InvalidArgumentException(
              ErrorCode.INVALID_ARGUMENT, "No output stream is named " + stream.wireName());
    };
  }

  private static boolean settled(PartialLine partial) {
    return !partial.pending() && !partial.awaitsLineFeed();
  }

  private static boolean lineEnd(byte value) {
    return value == '\n' || value == '\r';
  }
}
