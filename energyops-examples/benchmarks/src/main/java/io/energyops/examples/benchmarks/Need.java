package io.energyops.examples.benchmarks;

/** The server that a benchmark needs. */
enum Need {
  NOTHING,
  POSTGRESQL,
  S3
}
