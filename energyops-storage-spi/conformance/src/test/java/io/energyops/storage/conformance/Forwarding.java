package io.energyops.storage.conformance;

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

/** Hands every call on; a faulty backend does one of them wrong. */
class Forwarding implements StorageBackend {

  final StorageBackend real;

  Forwarding(StorageBackend real) {
    this.real = real;
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
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
    return real.delete(key);
  }

  @Override
  public ListPage list(ListRequest request) {
    return real.list(request);
  }

  @Override
  public StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
    return real.copy(from, to, condition);
  }

  @Override
  public StoredObject move(StorageKey from, StorageKey to, WriteCondition condition) {
    return real.move(from, to, condition);
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

  @Override
  public String toString() {
    return "faulty storage";
  }
}
