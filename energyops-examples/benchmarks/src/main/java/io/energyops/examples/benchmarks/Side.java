package io.energyops.examples.benchmarks;

/** One side of a benchmark in its JVM. Confined to one thread. */
interface Side extends AutoCloseable {

  /** Brings everything to where it was before the first round; this is not measured. */
  void prepare() throws Exception;

  /** Does one round. */
  Measured measure() throws Exception;

  @Override
  void close();
}
