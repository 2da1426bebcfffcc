package io.energyops.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One thing that happens before calls of a storage backend, until it is closed. Thread-safe. */
public final class StorageFault implements AutoCloseable {

  private final StorageOperation operation;
  private final Predicate<String> keys;
  private final Consumer<String> effect;
  private final AtomicInteger left;

  StorageFault(
      StorageOperation operation, Predicate<String> keys, int times, Consumer<String> effect) {
    this.operation = operation;
    this.keys = keys;
    this.effect = effect;
    this.left = new AtomicInteger(times);
  }

  void before(StorageOperation called, String key) {
    if (called == operation
        && keys.test(key)
        && left.getAndUpdate(n -> n == 0 || n == Integer.MAX_VALUE ? n : n - 1) > 0) {
      effect.accept(key);
    }
  }

  /** Lets later calls pass. Idempotent. */
  @Override
  public void close() {
    left.set(0);
  }
}
