package io.energyops.event;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers events under one lock and hands them to the queues; sinks run elsewhere. */
final class InMemoryEventHub implements EventHub {

  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

  private final HubSettings settings;
  private final Executor executor;
  private final LongSupplier nanoTicker;

  /**
   * Guards every field below. Held for bounded work only; a queue's lock may be taken under it, and
   * never the other way round.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Topic, Set<Subscriber>> subscribers = new HashMap<>();
  private final ReplayBuffer past;
  private EventId current;
  private int subscriptions;
  private long overflowed;
  private boolean closed;

  InMemoryEventHub(HubSettings settings, Executor executor, LongSupplier nanoTicker, String epoch) {
    this.settings = settings;
    this.executor = executor;
    this.nanoTicker = nanoTicker;
    this.past = new ReplayBuffer(settings);
    this.current = new EventId(epoch, 0);
  }

  @Override
  public void publish(Topic topic, Event event) {
    List<Subscriber> woken = new ArrayList<>();
    List<Subscriber> tooSlow = new ArrayList<>();
    lock.lock();
    try {
      if (closed) {
        return;
      }
      current = new EventId(current.epoch(), current.sequence() + 1);
      DeliveredEvent delivered = new DeliveredEvent(current, topic, event);
      past.add(delivered, nanoTicker.getAsLong());
      for (Subscriber subscriber : subscribers.getOrDefault(topic, Set.of())) {
        switch (subscriber.offer(delivered)) {
          case WAKE -> woken.add(subscriber);
          case OVERFLOW -> tooSlow.add(subscriber);
          case QUEUED -> {}
        }
      }
      overflowed += tooSlow.size();
    } finally {
      lock.unlock();
    }
    woken.forEach(Subscriber::drainLater);
    for (Subscriber subscriber : tooSlow) {
      if (subscriber.finish(SubscriptionEnd.OVERFLOWED)) {
        LOG.info("A subscriber of {} fell too far behind; it was closed to come back", topic);
      }
    }
  }

  @Override
  public Subscription subscribe(Topic topic, SubscriptionOptions options, EventSink sink) {
    Subscriber subscriber;
    lock.lock();
    try {
      if (closed) {
        throw new ConflictException(ErrorCode.CLOSED, "The event hub is closed: open a new one");
      }
      Beginning beginning =
          options
              .since()
              .map(id -> Beginning.since(id, topic, current, past, nanoTicker.getAsLong()))
              .orElseGet(() -> Beginning.live(current));
      SubscriberQueue queue = new SubscriberQueue(settings, beginning.backlog());
      subscriber = new Subscriber(topic, queue, sink, executor, this::detach, beginning.seen());
      subscribers.computeIfAbsent(topic, key -> new LinkedHashSet<>()).add(subscriber);
      subscriptions++;
    } finally {
      lock.unlock();
    }
    subscriber.start();
    return subscriber;
  }

  @Override
  public HubStats stats() {
    lock.lock();
    try {
      return new HubStats(
          subscribers.size(),
          subscriptions,
          current.sequence(),
          overflowed,
          past.events(),
          past.bytes());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<Subscriber> open = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      subscribers.values().forEach(open::addAll);
    } finally {
      lock.unlock();
    }
    open.forEach(subscriber -> subscriber.finish(SubscriptionEnd.HUB_CLOSED));
  }

  private void detach(Subscriber subscriber) {
    lock.lock();
    try {
      Set<Subscriber> ofTopic = subscribers.get(subscriber.topic());
      if (ofTopic != null && ofTopic.remove(subscriber)) {
        subscriptions--;
        if (ofTopic.isEmpty()) {
          subscribers.remove(subscriber.topic());
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
