package io.energyops.examples.benchmarks;

import java.nio.file.Path;

/** Counts the objects of a folder that both sides share. */
final class ListingSide implements Side {

  /** How objects are counted. */
  interface Count {
    long in(Path root) throws Exception;
  }

  private final Path root;
  private final Count count;

  ListingSide(Path root, Count count) {
    this.root = root;
    this.count = count;
  }

  @Override
  public void prepare() {
    // What is only listed is as it was.
  }

  @Override
  public Measured measure() throws Exception {
    long began = System.nanoTime();
    long objects = count.in(root);
    return Measured.rate(objects, System.nanoTime() - began, objects + " objects");
  }

  @Override
  public void close() {
    // Each round closed what it opened.
  }
}
