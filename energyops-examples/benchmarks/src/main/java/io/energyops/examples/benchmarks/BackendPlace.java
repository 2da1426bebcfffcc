package io.energyops.examples.benchmarks;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import java.io.InputStream;

/** Objects in one of our backends. */
record BackendPlace(StorageBackend backend) implements ObjectPlace {

  @Override
  public void save(String name, byte[] content) {
    backend.save(StorageKey.of(name), ObjectSource.of(content));
  }

  @Override
  public InputStream open(String name) {
    return backend.open(StorageKey.of(name), ByteRange.all());
  }

  @Override
  public void close() {
    backend.close();
  }
}
