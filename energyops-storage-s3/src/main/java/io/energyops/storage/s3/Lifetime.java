package io.energyops.storage.s3;

import io.energyops.storage.StorageClosedException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets calls in until the close, and releases the client when the last of them has ended: a write
 * that began before the close goes on to its end.
 */
final class Lifetime {

  private static final long CLOSED = 1L << 62;

  /** How many calls are under way, and the mark of the close. */
  private final AtomicLong state = new AtomicLong();

  private final Runnable release;

  Lifetime(Runnable release) {
    this.release = release;
  }

  void enter(String backend) {
    long before = state.getAndUpdate(s -> isClosed(s) ? s : s + 1);
    if (isClosed(before)) {
      throw new StorageClosedException(backend);
    }
  }

  void leave() {
    if (state.decrementAndGet() == CLOSED) {
      release.run();
    }
  }

  boolean isClosed() {
    return isClosed(state.get());
  }

  void close() {
    if (state.getAndUpdate(s -> s | CLOSED) == 0) {
      release.run();
    }
  }

  private static boolean isClosed(long state) {
    return (state & CLOSED) != 0;
  }
}
