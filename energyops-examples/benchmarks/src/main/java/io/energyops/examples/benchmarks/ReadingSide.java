package io.energyops.examples.benchmarks;

import java.nio.file.Path;

/** Reads a file from its opening to its last cell, as often as makes a round long enough. */
final class ReadingSide implements Side {

  private final Path file;
  private final int times;
  private final Reading reading;

  /** How a library reads. */
  interface Reading {
    void read(Path file, CellSums into) throws Exception;
  }

  ReadingSide(Path file, int times, Reading reading) {
    this.file = file;
    this.times = times;
    this.reading = reading;
  }

  @Override
  public void prepare() {
    // A file that is only read is as it was.
  }

  @Override
  public Measured measure() throws Exception {
    CellSums sums = new CellSums();
    long began = System.nanoTime();
    for (int i = 0; i < times; i++) {
      reading.read(file, sums);
    }
    return sums.measured(System.nanoTime() - began);
  }

  @Override
  public void close() {
    // Each round closes what it opened.
  }
}
