package io.energyops.testkit;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What goes wrong with a storage backend, and how often it was asked. {@link InMemoryStorage} has
 * one; {@link #over} puts one before any other backend. What is told here happens before the
 * operation: one that fails has changed nothing. Thread-safe.
 */
public final class StorageFaults {

  private static final int ALWAYS = Integer.MAX_VALUE;

  private final List<StorageFault> faults = new CopyOnWriteArrayList<>();
  private final List<HeldCalls> holds = new CopyOnWriteArrayList<>();
  private final Map<StorageOperation, Long> calls = new ConcurrentHashMap<>();

  /** Makes an object that lets everything pass. */
  public StorageFaults() {}

  /**
   * Puts these faults before a backend.
   *
   * @param real the backend; closing the result closes it
   * @return a backend that is asked through these faults
   */
  public StorageBackend over(StorageBackend real) {
    return new FaultyStorage(real, this);
  }

  /**
   * Lets the next call fail.
   *
   * @param operation which kind of call
   * @param error what it throws
   * @return the fault
   */
  public StorageFault failNext(StorageOperation operation, StorageException error) {
    return add(operation, key -> true, 1, throwing(() -> error));
  }

  /**
   * Lets each call fail, until the fault is closed.
   *
   * @param operation which kind of call
   * @param error gives what it throws
   * @return the fault
   */
  public StorageFault fail(StorageOperation operation, Supplier<? extends StorageException> error) {
    return add(operation, key -> true, ALWAYS, throwing(error));
  }

  /**
   * Lets each call for one object fail, until the fault is closed.
   *
   * @param operation which kind of call
   * @param key the object
   * @param error gives what it throws
   * @return the fault
   */
  public StorageFault fail(
      StorageOperation operation, StorageKey key, Supplier<? extends StorageException> error) {
    return add(operation, key.value()::equals, ALWAYS, throwing(error));
  }

  /**
   * Does something in each call for one object, before its work and on its thread.
   *
   * @param operation which kind of call
   * @param key the object
   * @param action what to do; what it throws the call throws
   * @return closed, it does so no more
   */
  public StorageFault before(StorageOperation operation, StorageKey key, Runnable action) {
    return add(operation, key.value()::equals, ALWAYS, unused -> action.run());
  }

  /**
   * Lets calls wait. Whoever holds calls lets them go in the end, also when the test fails: by
   * closing the result, or by {@link #clear()}.
   *
   * @param operation which kind of call
   * @return closed, it lets the calls go
   */
  public HeldCalls hold(StorageOperation operation) {
    HeldCalls held = new HeldCalls();
    holds.add(held);
    add(operation, key -> true, ALWAYS, held::hold);
    return held;
  }

  /** Lets everything pass again, held calls too. The counts stay. */
  public void clear() {
    faults.clear();
    holds.forEach(HeldCalls::close);
    holds.clear();
  }

  /**
   * Counts calls, failed ones and those by the backend's short forms too.
   *
   * @param operation which kind of call
   * @return how many there were
   */
  public long calls(StorageOperation operation) {
    return calls.getOrDefault(operation, 0L);
  }

  void before(StorageOperation operation, String key) {
    calls.merge(operation, 1L, Long::sum);
    faults.forEach(fault -> fault.before(operation, key));
  }

  private StorageFault add(
      StorageOperation operation, Predicate<String> keys, int times, Consumer<String> effect) {
    StorageFault fault = new StorageFault(operation, keys, times, effect);
    faults.add(fault);
    return fault;
  }

  private static Consumer<String> throwing(Supplier<? extends StorageException> error) {
    return key -> {
      throw error.get();
    };
  }
}
