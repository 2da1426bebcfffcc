package io.energyops.event;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Brings events to the subscribers of a topic in this JVM, knowing nothing of transports.
 *
 * <p>Every subscriber of a topic sees its events in the order in which they were published, and so
 * the events of one source in that source's order. A bounded past is kept for subscribers that come
 * back ({@link SubscriptionOptions#since}). A subscriber that falls behind its bounds gets only the
 * newest {@code kpi:*} and {@code system-health:*} event and joined {@code script:log} events; when
 * that is not enough it is disconnected, so that it comes back and is brought up to date. Nobody
 * else notices.
 *
 * <p>Thread-safe.
 */
public interface EventHub extends AutoCloseable {

  /**
   * Creates a hub in memory.
   *
   * @param settings the bounds
   * @param executor runs the deliveries, one task per subscriber at a time; stays the caller's. A
   *     sink that blocks holds one of its threads, so it should have more threads than such sinks,
   *     and must not run tasks on the calling thread
   * @param nanoTicker a monotonic source of nanoseconds, such as {@code System::nanoTime}
   * @param epoch names the life of this hub, asked once; never the same again after a restart
   * @return the hub
   * @throws io.energyops.error.InvalidArgumentException when the epoch is no part of an {@link
   *     EventId}
   */
  static EventHub create(
      HubSettings settings, Executor executor, LongSupplier nanoTicker, Supplier<String> epoch) {
    return new InMemoryEventHub(settings, executor, nanoTicker, epoch.get());
  }

  /**
   * Publishes an event. Never blocks on a subscriber and never throws; after {@link #close()} it
   * does nothing.
   *
   * @param topic whose subscribers get it
   * @param event the event
   */
  void publish(Topic topic, Event event);

  /**
   * Subscribes to a topic.
   *
   * @param topic the topic
   * @param options where to begin
   * @param sink takes the events
   * @return the subscription, which the caller closes
   * @throws io.energyops.error.ConflictException when the hub is closed
   */
  Subscription subscribe(Topic topic, SubscriptionOptions options, EventSink sink);

  /**
   * Returns the counts so far.
   *
   * @return a consistent view
   */
  HubStats stats();

  /** Ends all subscriptions; what waits in their queues is dropped. Idempotent, never blocks. */
  @Override
  void close();
}
