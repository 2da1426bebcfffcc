package io.energyops.testkit;

import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.conformance.StorageConformance;
import io.energyops.storage.conformance.StoragePlace;

class InMemoryConformanceTest extends StorageConformance {

  @Override
  protected StoragePlace freshPlace() {
    InMemoryStorage storage = InMemoryStorage.create();
    return StoragePlace.single(storage, "in-memory storage lives in one instance")
        .deletesRefusedBy(
            key ->
                storage
                    .faults()
                    .fail(
                        StorageOperation.DELETE,
                        key,
                        () -> new StorageUnavailableException("held by the test", null, null)));
  }
}
