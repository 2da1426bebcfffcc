package io.energyops.examples.benchmarks;

import java.util.stream.IntStream;

/** Writes the same lines into the same table in bulk, without the batcher. */
final class BulkSide implements Side {

  private final LogTable table;
  private final LogLines lines = new LogLines();
  private final int count;

  BulkSide(LogTable table, int count) {
    this.table = table;
    this.count = count;
  }

  @Override
  public void prepare() throws Exception {
    table.clear();
  }

  @Override
  public Measured measure() throws Exception {
    long began = System.nanoTime();
    BulkLoad.load(table, IntStream.rangeClosed(1, count).mapToObj(lines::message).iterator());
    long nanos = System.nanoTime() - began;
    return Measured.rate(count, nanos, table.content());
  }

  @Override
  public void close() {
    table.close();
  }
}
