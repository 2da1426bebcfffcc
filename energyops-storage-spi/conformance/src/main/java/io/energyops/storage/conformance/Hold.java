package io.energyops.storage.conformance;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Holds a write in the middle of its source until it is let go. */
final class Hold implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;
  private static final long ROUND_MILLIS = 20;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  SteppedSource halfWay(Content content) {
    return SteppedSource.at(content, content.size() / 2, this::stay);
  }

  private void stay() throws IOException {
    reached.countDown();
    try {
      if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("nobody let the held source go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while held");
    }
  }

  /** Waits until the write has come to the held place; one that ends before fails here. */
  void awaitReached(Future<?> write) throws Exception {
    long rounds = TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS) / ROUND_MILLIS;
    for (long i = 0; i < rounds && !write.isDone(); i++) {
      if (reached.await(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    if (write.isDone()) {
      Crowd.get(write);
    }
    if (reached.getCount() > 0) {
      throw new AssertionError("The backend did not read its source to the half");
    }
  }

  void release() {
    released.countDown();
  }

  @Override
  public void close() {
    release();
  }
}
