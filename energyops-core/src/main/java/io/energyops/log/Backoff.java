package io.energyops.log;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubled up to a limit, with jitter. Confined to the writer's thread. */
final class Backoff {

  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int MAX_DOUBLINGS = 6;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  long nanos(int failures) {
    int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, failures - 1));
    long full = Math.min(LIMIT_NANOS, FIRST_NANOS << doublings);
    return full / 2 + random.nextLong(full / 2 + 1);
  }
}
