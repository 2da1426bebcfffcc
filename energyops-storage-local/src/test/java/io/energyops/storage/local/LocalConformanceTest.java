package io.energyops.storage.local;

import io.energyops.storage.conformance.StorageConformance;
import io.energyops.storage.conformance.StoragePlace;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class LocalConformanceTest extends StorageConformance {

  @TempDir Path folder;

  @Override
  protected StoragePlace freshPlace() {
    Path root = folder.resolve(UUID.randomUUID().toString());
    return StoragePlace.reopenable(() -> LocalStorage.open(root));
  }
}
