package io.energyops;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks for a value at its first use and keeps it; a failure is not kept. Thread-safe. */
final class Once<T> implements Supplier<T> {

  private final ReentrantLock asking = new ReentrantLock();
  private final Supplier<T> source;
  private volatile @Nullable T value;

  private Once(Supplier<T> source) {
    this.source = source;
  }

  static <T> Supplier<T> of(Supplier<T> source) {
    return new Once<>(source);
  }

  @Override
  public T get() {
    T known = value;
    if (known != null) {
      return known;
    }
    asking.lock();
    try {
      known = value;
      if (known == null) {
        known = source.get();
        value = known;
      }
      return known;
    } finally {
      asking.unlock();
    }
  }
}
