package io.energyops.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/** What came so far, in order, and a wait for what is to come. Thread-safe. */
final class Recorded<T> {

  // Guards both fields below.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<T> items = new ArrayList<>();
  private boolean ended;

  void add(T item) {
    lock.lock();
    try {
      items.add(item);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will come: nobody needs to wait any longer. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<T> items() {
    lock.lock();
    try {
      return List.copyOf(items);
    } finally {
      lock.unlock();
    }
  }

  Optional<T> first(Predicate<? super T> wanted, Duration limit) {
    return await(all -> all.stream().filter(wanted).findFirst(), limit);
  }

  boolean reaches(int count, Duration limit) {
    return await(all -> all.size() >= count ? Optional.of(count) : Optional.empty(), limit)
        .isPresent();
  }

  private <R> Optional<R> await(Function<List<T>, Optional<R>> look, Duration limit) {
    lock.lock();
    try {
      long left = limit.toNanos();
      Optional<R> found = look.apply(items);
      while (found.isEmpty() && !ended && left > 0) {
        left = changed.awaitNanos(left);
        found = look.apply(items);
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting", e);
    } finally {
      lock.unlock();
    }
  }
}
