package io.energyops.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits for one subscriber, in bounded memory, and whether a drain is under way. */
final class SubscriberQueue {

  /** What became of an offered event. */
  enum Offer {
    /** It waits, and a drain is under way. */
    QUEUED,
    /** It waits, and the caller must start a drain. */
    WAKE,
    /** It found no room: the queue is closed now. */
    OVERFLOW
  }

  /** Guards every field below; held for bounded work only, never while a sink runs. */
  private final ReentrantLock lock = new ReentrantLock();

  /** From the replay buffer, shared with it and bounded by it; goes before everything live. */
  private final Deque<DeliveredEvent> replay;

  private final LiveQueue live;
  private boolean draining;
  private boolean closed;

  SubscriberQueue(HubSettings settings, List<DeliveredEvent> replay) {
    this.live = new LiveQueue(settings.queueEvents(), settings.queueBytes());
    this.replay = new ArrayDeque<>(replay);
  }

  Offer offer(DeliveredEvent delivered) {
    lock.lock();
    try {
      if (closed) {
        return Offer.QUEUED;
      }
      if (!live.offer(new QueuedEvent(delivered))) {
        drop();
        return Offer.OVERFLOW;
      }
      return beginDrain() ? Offer.WAKE : Offer.QUEUED;
    } finally {
      lock.unlock();
    }
  }

  /** Returns true when something waits and the caller must start a drain. */
  boolean wake() {
    lock.lock();
    try {
      return !(replay.isEmpty() && live.isEmpty()) && beginDrain();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next event; null ends the drain. */
  @Nullable DeliveredEvent poll() {
    QueuedEvent next;
    lock.lock();
    try {
      DeliveredEvent replayed = replay.pollFirst();
      if (replayed != null) {
        return replayed;
      }
      next = live.poll();
      if (next == null) {
        draining = false;
        return null;
      }
    } finally {
      lock.unlock();
    }
    return next.delivered();
  }

  void close() {
    lock.lock();
    try {
      drop();
    } finally {
      lock.unlock();
    }
  }

  private boolean beginDrain() {
    boolean begins = !draining;
    draining = true;
    return begins;
  }

  private void drop() {
    closed = true;
    replay.clear();
    live.clear();
  }
}
