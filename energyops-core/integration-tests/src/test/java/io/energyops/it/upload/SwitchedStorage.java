package io.energyops.it.upload;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.util.Optional;
import java.util.Set;

/** A real storage that can be told to refuse. */
final class SwitchedStorage implements StorageBackend {

  private final StorageBackend real;
  volatile boolean refusesSaves;
  volatile boolean refusesDeletes;

  SwitchedStorage(StorageBackend real) {
    this.real = real;
  }

  long files() {
    return real.list("").size();
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    refuseIf(refusesSaves);
    return real.save(key, source, condition);
  }

  @Override
  public StoredContent open(StorageKey key, ByteRange range) {
    return real.open(key, range);
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    return real.stat(key);
  }

  @Override
  public boolean delete(StorageKey key) {
    refuseIf(refusesDeletes);
    return real.delete(key);
  }

  @Override
  public ListPage list(ListRequest request) {
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

  private static void refuseIf(boolean refuses) {
    if (refuses) {
      throw new StorageUnavailableException("The storage is switched off", null, null);
    }
  }
}
