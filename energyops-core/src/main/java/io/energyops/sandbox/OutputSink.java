package io.energyops.sandbox;

import java.time.Instant;

/** Takes what a script prints, in the order of writing, one call at a time. */
@FunctionalInterface
public interface OutputSink {

  /** The streams of a script. */
  enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR
  }

  /**
   * Takes some bytes. They may end in the middle of a line or of a character. A sink that throws is
   * logged once and gets nothing more.
   *
   * @param stream where the script wrote them
   * @param time when they were read from the script, by the wall clock
   * @param data at least one byte; belongs to the sink
   */
  void accept(Stream stream, Instant time, byte[] data);
}
