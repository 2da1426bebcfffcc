package io.energyops.event;

import java.util.concurrent.CompletableFuture;

/** One subscriber's place at a topic. Thread-safe. */
public interface Subscription extends AutoCloseable {

  /**
   * Returns where to go on after a reconnect.
   *
   * @return the id of the last event that the sink took, or the place where the subscription began
   */
  EventId lastId();

  /**
   * Tells whether it has ended.
   *
   * @return true from the moment on that no further event is queued
   */
  boolean closed();

  /**
   * Returns a future of the end, so that a transport can drop its connection. It completes on the
   * hub's executor, or on the ending thread when that refuses. Cancelling it cancels nothing.
   *
   * @return a future that never fails
   */
  CompletableFuture<SubscriptionEnd> completion();

  /** Ends it at once; a delivery under way may still finish. Idempotent, never blocks. */
  @Override
  void close();
}
