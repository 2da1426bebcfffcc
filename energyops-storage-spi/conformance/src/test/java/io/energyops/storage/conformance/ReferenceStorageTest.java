package io.energyops.storage.conformance;

import io.energyops.storage.Capability;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The kit finds nothing in a backend that is right, whatever it declares. */
class ReferenceStorageTest {

  static StoragePlace place(Set<Capability> capabilities) {
    Shelf shelf = new Shelf();
    return StoragePlace.reopenable(() -> new ReferenceStorage(shelf, capabilities))
        .deletesRefusedBy(shelf.undeletable::add);
  }

  @Nested
  class DeclaringEverything extends StorageConformance {
    @Override
    protected StoragePlace freshPlace() {
      return place(EnumSet.allOf(Capability.class));
    }
  }

  @Nested
  class DeclaringNothing extends StorageConformance {
    @Override
    protected StoragePlace freshPlace() {
      return place(Set.of());
    }
  }

  @Nested
  class OfOneInstance extends StorageConformance {
    @Override
    protected StoragePlace freshPlace() {
      ReferenceStorage only = new ReferenceStorage(new Shelf(), EnumSet.of(Capability.COPY));
      return StoragePlace.single(only, "it lives in the memory of one instance");
    }
  }
}
