package io.energyops.removal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to leave a file alone after failed attempts: doubling, jittered, capped. */
final class RemovalBackoff {

  private static final long FIRST_SECONDS = 10;
  private static final long CAP_SECONDS = Duration.ofHours(1).toSeconds();
  private static final int MAX_DOUBLINGS = 10;

  private final RandomGenerator random;

  RemovalBackoff(RandomGenerator random) {
    this.random = random;
  }

  /** The upper half is random, so that nodes and files do not come back all at once. */
  Duration after(int attempts) {
    int doublings = Math.min(Math.max(0, attempts - 1), MAX_DOUBLINGS);
    long most = Math.min(CAP_SECONDS, FIRST_SECONDS << doublings);
    return Duration.ofSeconds(most / 2 + random.nextLong(most / 2 + 1));
  }
}
