package io.energyops.storage.conformance;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a write in the middle of its source until it is let go. */
final class Hold implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

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

  void awaitReached() throws InterruptedException {
    if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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
