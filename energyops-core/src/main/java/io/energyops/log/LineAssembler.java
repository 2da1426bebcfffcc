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
 * alone, so each reading of the same frames gives the same lines. Confined to one thread.
 *
 * <p>A line ends at {@code \n}, at {@code \r} or at both together. Of a storm of progress, more
 * than {@value #MAX_RETURNS_OF_FRAME} lines of one frame that end in {@code \r} alone, each further
 * one is replaced by what the frame writes after it, as on a terminal. At the byte limit a line is
 * cut and goes on as the next; each piece but the last ends in {@link #cutMark}.
 */
@Internal
public final class LineAssembler {

  /** How many lines that end in a carriage return alone one frame may hold before some go. */
  public static final int MAX_RETURNS_OF_FRAME = 50;

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
   * Creates an assembler with the default settings.
   *
   * @param id the execution
   * @param from where the first frame is taken from
   */
  public LineAssembler(ExecutionId id, Clean from) {
    this(id, from, LineSettings.defaults());
  }

  /**
   * Creates an assembler.
   *
   * @param id the execution
   * @param from where the first frame is taken from
   * @param settings how output becomes lines
   */
  public LineAssembler(ExecutionId id, Clean from, LineSettings settings) {
    this.id = id;
    this.stdout = new PartialLine(settings);
    this.stderr = new PartialLine(settings);
    this.clean = from;
    this.boundary = from.frameOffset();
    this.lines = from.lines();
  }

  /**
   * Returns what ends a piece of a line that was cut at the limit.
   *
   * @param part which piece of the line it is, counted from 1
   * @return the mark
   */
  public static String cutMark(long part) {
    return " \u2026[part " + part + "]";
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
