package io.energyops.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bounded past of every topic. Not thread-safe: the hub's lock guards it. */
final class ReplayBuffer {

  private final HubSettings settings;
  private final Map<Topic, Ring> rings = new HashMap<>();

  /** By sequence, which is by age: the head is the oldest of all and of its own ring. */
  private final Map<Long, Retained> all = new LinkedHashMap<>();

  private long bytes;

  /** The newest event that was dropped from a ring which is gone. */
  private long forgotten;

  ReplayBuffer(HubSettings settings) {
    this.settings = settings;
  }

  void add(DeliveredEvent delivered, long nowNanos) {
    expire(nowNanos);
    Ring ring = rings.computeIfAbsent(delivered.topic(), topic -> new Ring(forgotten));
    Retained retained = new Retained(delivered, nowNanos);
    ring.add(retained);
    all.put(delivered.id().sequence(), retained);
    bytes += retained.bytes();
    while (ring.events.size() > settings.replayEvents() || ring.bytes > settings.replayBytes()) {
      drop(ring.events.getFirst());
    }
    while (bytes > settings.replayTotalBytes()) {
      drop(oldest());
    }
  }

  /** Returns the events of a topic behind a sequence, or empty when some of them are gone. */
  Optional<List<DeliveredEvent>> after(Topic topic, long sequence, long nowNanos) {
    expire(nowNanos);
    Ring ring = rings.get(topic);
    long dropped = ring == null ? forgotten : ring.dropped;
    if (sequence < dropped) {
      return Optional.empty();
    }
    List<DeliveredEvent> events = new ArrayList<>();
    if (ring != null) {
      for (Retained retained : ring.events) {
        if (retained.sequence() > sequence) {
          events.add(retained.delivered());
        }
      }
    }
    return Optional.of(events);
  }

  int events() {
    return all.size();
  }

  long bytes() {
    return bytes;
  }

  private void expire(long nowNanos) {
    long age = settings.replayAge().toNanos();
    while (!all.isEmpty() && nowNanos - oldest().nanos() > age) {
      drop(oldest());
    }
  }

  private Retained oldest() {
    return all.values().iterator().next();
  }

  private void drop(Retained retained) {
    all.remove(retained.sequence());
    bytes -= retained.bytes();
    Topic topic = retained.delivered().topic();
    @Nullable Ring ring = rings.get(topic);
    if (ring == null) {
      return;
    }
    ring.dropOldest();
    if (ring.events.isEmpty()) {
      rings.remove(topic);
      forgotten = Math.max(forgotten, ring.dropped);
    }
  }

  private record Retained(DeliveredEvent delivered, long nanos) {

    long sequence() {
      return delivered.id().sequence();
    }

    int bytes() {
      return delivered.event().retainedBytes();
    }
  }

  private static final class Ring {

    private final Deque<Retained> events = new ArrayDeque<>();
    private long bytes;

    /** The newest event of this topic that is gone, at least as far as anybody can know. */
    private long dropped;

    private Ring(long dropped) {
      this.dropped = dropped;
    }

    private void add(Retained retained) {
      events.addLast(retained);
      bytes += retained.bytes();
    }

    private void dropOldest() {
      Retained oldest = events.removeFirst();
      bytes -= oldest.bytes();
      dropped = oldest.sequence();
    }
  }
}
