package io.energyops.testkit;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.util.Optional;
import java.util.Set;

/** A backend behind faults. Its bulk delete is the default one, so that each delete may fail. */
record FaultyStorage(StorageBackend real, StorageFaults faults) implements StorageBackend {

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    faults.before(StorageOperation.SAVE, key.value());
    return real.save(key, source, condition);
  }

  @Override
  public StoredContent open(StorageKey key, ByteRange range) {
    faults.before(StorageOperation.OPEN, key.value());
    return real.open(key, range);
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    faults.before(StorageOperation.STAT, key.value());
    return real.stat(key);
  }

  @Override
  public boolean delete(StorageKey key) {
    faults.before(StorageOperation.DELETE, key.value());
    return real.delete(key);
  }

  @Override
  public ListPage list(ListRequest request) {
    faults.before(StorageOperation.LIST, request.prefix());
    return real.list(request);
  }

  @Override
  public Set<Capability> capabilities() {
    return real.capabilities();
  }

  @Override
  public HealthState health() {
    return real.health();
  }

  @Override
  public void close() {
    real.close();
  }
}
