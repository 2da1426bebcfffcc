package io.energyops.event;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers to one sink, one event at a time, on the hub's executor. */
final class Subscriber implements Subscription {

  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

  /** After so many events the thread is given back, so that a busy subscriber starves nobody. */
  private static final int EVENTS_PER_TURN = 64;

  private final Topic topic;
  private final SubscriberQueue queue;
  private final EventSink sink;
  private final Executor executor;
  private final Consumer<Subscriber> detach;
  private final CompletableFuture<SubscriptionEnd> completion = new CompletableFuture<>();
  private final AtomicReference<@Nullable SubscriptionEnd> end = new AtomicReference<>();
  private volatile EventId lastId;

  Subscriber(
      Topic topic,
      SubscriberQueue queue,
      EventSink sink,
      Executor executor,
      Consumer<Subscriber> detach,
      EventId begin) {
    this.topic = topic;
    this.queue = queue;
    this.sink = sink;
    this.executor = executor;
    this.detach = detach;
    this.lastId = begin;
  }

  Topic topic() {
    return topic;
  }

  SubscriberQueue.Offer offer(DeliveredEvent delivered) {
    return queue.offer(delivered);
  }

  void start() {
    if (queue.wake()) {
      drainLater();
    }
  }

  /** Called by whoever was told to by the queue, without any lock: an executor may do anything. */
  void drainLater() {
    try {
      executor.execute(this::drain);
    } catch (RuntimeException | Error e) {
      if (finish(SubscriptionEnd.EXECUTOR_REFUSED)) {
        LOG.warn("No thread delivers the events of {}; the subscription was closed", topic, e);
      }
    }
  }

  private void drain() {
    for (int i = 0; i < EVENTS_PER_TURN; i++) {
      DeliveredEvent next = queue.poll();
      if (next == null) {
        return;
      }
      if (!deliver(next)) {
        return;
      }
    }
    drainLater();
  }

  private boolean deliver(DeliveredEvent next) {
    try {
      sink.accept(next);
      lastId = next.id();
      return !closed();
    } catch (Throwable t) {
      if (t instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (finish(SubscriptionEnd.SINK_FAILED)) {
        LOG.warn("A subscriber of {} failed at event {}; it was detached", topic, next.id(), t);
      }
      return false;
    }
  }

  /** Returns true for the one call that ended the subscription. */
  boolean finish(SubscriptionEnd reason) {
    if (!end.compareAndSet(null, reason)) {
      return false;
    }
    queue.close();
    detach.accept(this);
    try {
      // Whoever waits for the end runs host code, which must not run on a publisher's thread.
      executor.execute(() -> completion.complete(reason));
    } catch (RuntimeException | Error e) {
      LOG.debug("The end of a subscription to {} is told on the ending thread", topic, e);
      completion.complete(reason);
    }
    return true;
  }

  @Override
  public EventId lastId() {
    return lastId;
  }

  @Override
  public boolean closed() {
    return end.get() != null;
  }

  @Override
  public CompletableFuture<SubscriptionEnd> completion() {
    return completion.copy();
  }

  @Override
  public void close() {
    finish(SubscriptionEnd.CLOSED);
  }
}
