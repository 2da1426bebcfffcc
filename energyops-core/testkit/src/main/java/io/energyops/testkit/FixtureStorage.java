package io.energyops.testkit;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageBackends;
import io.energyops.storage.StorageConfig;
import java.nio.file.Path;

/** Gives an engine its storage at each opening. */
@FunctionalInterface
interface FixtureStorage {

  Opened open(Path dataDirectory);

  /** What was opened, and whether it goes with the engine. */
  record Opened(StorageBackend backend, boolean owned) {

    void close() {
      if (owned) {
        backend.close();
      }
    }
  }

  static FixtureStorage of(StorageBackend backend) {
    return dataDirectory -> new Opened(backend, false);
  }

  /** Not what system properties select: a test is to find the same storage everywhere. */
  static FixtureStorage local() {
    return dataDirectory ->
        new Opened(
            StorageBackends.open(
                "local",
                StorageConfig.empty().with("path", dataDirectory.resolve("storage").toString())),
            true);
  }
}
