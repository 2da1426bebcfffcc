package io.energyops.storage.conformance;

import io.energyops.storage.Capability;
import io.energyops.storage.StorageBackend;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One thing that a backend does wrong.
 *
 * @param name what it does
 * @param meant the ids of the behaviours that are there to find it; each must
 * @param base what the backend below can do
 * @param spoil puts the fault before an instance of it
 */
record Fault(
    String name, List<String> meant, Set<Capability> base, UnaryOperator<StorageBackend> spoil) {

  static Fault of(String name, String meant, UnaryOperator<StorageBackend> spoil) {
    return new Fault(name, List.of(meant.split(" ", -1)), EnumSet.allOf(Capability.class), spoil);
  }

  StoragePlace place() {
    Shelf shelf = new Shelf();
    return StoragePlace.reopenable(() -> spoil.apply(new ReferenceStorage(shelf, base)))
        .deletesRefusedBy(shelf.undeletable::add);
  }

  @Override
  public String toString() {
    return name;
  }
}
