package io.energyops.examples.quickstart;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets an interrupt from the keyboard end the run as every other failure does: everything is closed
 * in order.
 */
final class OrderlyEnd {

  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread worker;
  private final Thread hook;

  private OrderlyEnd(Thread worker) {
    this.worker = worker;
    this.hook = new Thread(this::interruptAndWait, "quickstart-end");
  }

  static OrderlyEnd install(Thread worker) {
    OrderlyEnd end = new OrderlyEnd(worker);
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  /**
   * Returns false when the process is ending already; then it must not be told to exit once more.
   */
  boolean finished() {
    done.countDown();
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private void interruptAndWait() {
    worker.interrupt();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
