package io.energyops.it.lifecycle;

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
import java.util.concurrent.CountDownLatch;

/** A real storage whose saves can be held up, whatever interrupts them. */
final class HeldStorage implements StorageBackend {

  final CountDownLatch reached = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);
  volatile boolean holds;
  private final StorageBackend real;

  HeldStorage(StorageBackend real) {
    this.real = real;
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    if (holds) {
      reached.countDown();
      Held.until(released);
    }
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
