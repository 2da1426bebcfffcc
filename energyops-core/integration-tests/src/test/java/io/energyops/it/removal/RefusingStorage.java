package io.energyops.it.removal;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A storage of names only that refuses what it is told to. */
final class RefusingStorage implements StorageBackend {

  static final String SECRET = "s3cr3t";

  private final Set<StorageKey> files = ConcurrentHashMap.newKeySet();
  private final Set<StorageKey> refused = ConcurrentHashMap.newKeySet();
  private final Map<StorageKey, Runnable> meanwhile = new ConcurrentHashMap<>();

  void put(StorageKey key) {
    files.add(key);
  }

  boolean has(StorageKey key) {
    return files.contains(key);
  }

  void refuse(StorageKey key) {
    refused.add(key);
  }

  void allow(StorageKey key) {
    refused.remove(key);
  }

  void during(StorageKey key, Runnable action) {
    meanwhile.put(key, action);
  }

  @Override
  public boolean delete(StorageKey key) {
    meanwhile.getOrDefault(key, () -> {}).run();
    if (refused.contains(key)) {
      throw new StorageUnavailableException(
          "bucket at https://user:" + SECRET + "@host", null, null);
    }
    return files.remove(key);
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream open(StorageKey key, ByteRange range) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ListPage list(ListRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public HealthState health() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
