package io.energyops.storage.s3;

import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a write anew when its condition was checked while somebody else changed the object; the
 * SDK repeats only what the server did not get to. A limited number of times, with growing pauses.
 *
 * @param pause waits so many milliseconds
 */
record Retries(Pause pause) {

  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final int TRIES = 6;
  private static final long FIRST_PAUSE_MILLIS = 20;

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  /** A write that may meet a race. */
  @FunctionalInterface
  interface Attempt {
    StoredObject run() throws WriteRaceException;
  }

  StoredObject ofRaces(Bucket bucket, String action, Attempt attempt) {
    for (int i = 0; ; i++) {
      try {
        return attempt.run();
      } catch (WriteRaceException race) {
        if (i + 1 == TRIES) {
          throw Failures.of(bucket, action, race.answer());
        }
        LOG.debug("somebody else writes the same object; trying again: {}", action);
        pause(bucket, action, FIRST_PAUSE_MILLIS << i);
      }
    }
  }

  private void pause(Bucket bucket, String action, long millis) {
    try {
      pause.millis(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageInterruptedException(
          "The thread was interrupted: could not " + action + " in " + bucket + ".", e);
    }
  }
}
