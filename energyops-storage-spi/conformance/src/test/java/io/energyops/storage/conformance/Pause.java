package io.energyops.storage.conformance;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Makes the gap of a race wide enough to fall into. */
final class Pause {

  private Pause() {}

  static void shortly() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
  }
}
