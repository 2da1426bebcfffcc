package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.energyops.storage.Capability;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One promise of the SPI and how to see whether a backend keeps it.
 *
 * @param id stable, for reports and for faults that are meant to be found by it
 * @param topic what it belongs to
 * @param sentence the promise
 * @param needs what the backend must declare
 * @param check fails when the promise is broken
 */
record Behaviour(String id, String topic, String sentence, List<Capability> needs, Check check) {

  /** Tries the promise at a place of its own. */
  @FunctionalInterface
  interface Check {
    void run(Bench bench) throws Exception;
  }

  void verify(Callable<StoragePlace> places, Clock clock, Duration limit) {
    try {
      assertTimeoutPreemptively(limit, () -> runAt(places.call(), clock));
    } catch (SkippedException e) {
      throw e;
    } catch (Throwable e) {
      // Surefire's console does not show the names of dynamic tests.
      throw new AssertionError(this + ": " + e.getMessage(), e);
    }
  }

  private void runAt(StoragePlace place, Clock clock) throws Exception {
    @Nullable Throwable failure = null;
    try {
      Bench bench = new Bench(place, clock);
      needs.forEach(bench::needs);
      check.run(bench);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      clean(place, failure);
    }
  }

  private static void clean(StoragePlace place, @Nullable Throwable failure) throws Exception {
    // What a behaviour left of its interruption must not reach the clean-up.
    Thread.interrupted();
    try {
      place.clean();
    } catch (Exception e) {
      if (failure == null) {
        throw e;
      }
      failure.addSuppressed(e);
    }
  }

  @Override
  public String toString() {
    return topic + ": " + sentence + " [" + id + "]";
  }
}
