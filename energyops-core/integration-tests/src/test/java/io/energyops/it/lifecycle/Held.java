package io.energyops.it.lifecycle;

import java.util.concurrent.CountDownLatch;

/** Waits as badly written code of a host waits: no interrupt ends it. */
final class Held {

  private Held() {}

  static void until(CountDownLatch released) {
    boolean interrupted = false;
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
