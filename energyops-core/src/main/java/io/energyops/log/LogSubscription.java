package io.energyops.log;

import java.util.concurrent.CompletableFuture;

/** A listener's place at the log of one execution. Thread-safe. */
public interface LogSubscription extends AutoCloseable {

  /**
   * Returns a future of the end. It completes normally when the execution is in a terminal state
   * and its last line was delivered; with a {@link io.energyops.error.NotFoundException} when there
   * is no such execution (any more); with what the listener threw; with a {@link
   * java.util.concurrent.CancellationException} when the subscription was closed before. Cancelling
   * it cancels nothing.
   *
   * @return a future of its own for each call
   */
  CompletableFuture<Void> completion();

  /** Ends it; a delivery under way may still finish. Idempotent, never blocks. */
  @Override
  void close();
}
