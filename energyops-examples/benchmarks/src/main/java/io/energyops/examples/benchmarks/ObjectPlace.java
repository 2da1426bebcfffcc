package io.energyops.examples.benchmarks;

import java.io.InputStream;

/** Where a side keeps objects by name. */
interface ObjectPlace extends AutoCloseable {

  void save(String name, byte[] content) throws Exception;

  InputStream open(String name) throws Exception;

  @Override
  void close();
}
