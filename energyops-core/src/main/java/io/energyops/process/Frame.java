package io.energyops.process;

import io.energyops.annotation.Internal;
import java.time.Instant;
import java.util.Objects;

/**
 * Some bytes that a program wrote at once. Not made for equality: the bytes are not copied.
 *
 * @param stream where it wrote them
 * @param time when the supervisor read them, by the wall clock
 * @param payload the bytes, at least one; the holder may change them
 * @param nextOffset offset in the spool behind this frame: where to go on reading
 */
@Internal
@SuppressWarnings("ArrayRecordComponent")
public record Frame(Stream stream, Instant time, byte[] payload, long nextOffset) {

  /** The streams of a program. */
  public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR
  }

  /**
   * Checks that the parts are there.
   *
   * @param stream where it wrote them
   * @param time when the supervisor read them
   * @param payload the bytes
   * @param nextOffset offset in the spool behind this frame
   */
  public Frame {
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(payload, "payload");
  }
}
