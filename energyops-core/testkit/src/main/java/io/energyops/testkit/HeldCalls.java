package io.energyops.testkit;

import io.energyops.storage.StorageUnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Calls of a storage backend that wait until a test lets them go: what happens meanwhile happens
 * while they are under way. Thread-safe.
 */
public final class HeldCalls implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int arrived;
  private boolean released;

  HeldCalls() {}

  void hold(String key) {
    lock.lock();
    try {
      arrived++;
      changed.signalAll();
      while (!released) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException(
          "Interrupted while a test held the call for '" + key + "'.", null, e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until calls are held.
   *
   * @param calls how many at least have arrived so far
   * @param limit how long to wait
   * @throws AssertionError when they have not arrived by then, or the thread is interrupted
   */
  public void awaitArrival(int calls, Duration limit) {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (arrived < calls) {
        if (left <= 0) {
          throw new AssertionError(arrived + " of " + calls + " calls arrived within " + limit);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for held calls", e);
    } finally {
      lock.unlock();
    }
  }

  /** Lets the held calls go, and later ones pass. Idempotent. */
  public void release() {
    lock.lock();
    try {
      released = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets the held calls go, as {@link #release()} does. */
  @Override
  public void close() {
    release();
  }
}
