package io.energyops.event;

import java.util.ArrayList;
import java.util.List;

/** An event in a subscriber's queue, or neighbours that wait to be merged. Not thread-safe. */
final class QueuedEvent {

  private final OverflowPolicy policy;
  private final List<Event> parts = new ArrayList<>(1);
  private DeliveredEvent newest;
  private long bytes;

  QueuedEvent(DeliveredEvent delivered) {
    newest = delivered;
    policy = OverflowPolicy.of(delivered.event().type());
    parts.add(delivered.event());
    bytes = delivered.event().retainedBytes();
  }

  boolean takesIn(QueuedEvent later) {
    return policy == OverflowPolicy.MERGE && type().equals(later.type());
  }

  void takeIn(QueuedEvent later) {
    parts.addAll(later.parts);
    newest = later.newest;
    bytes += later.bytes;
  }

  /** The payloads are joined here, on the subscriber's thread, never on the publisher's. */
  DeliveredEvent delivered() {
    return parts.size() == 1
        ? newest
        : new DeliveredEvent(newest.id(), newest.topic(), Event.merge(parts));
  }

  OverflowPolicy policy() {
    return policy;
  }

  String type() {
    return newest.event().type();
  }

  long bytes() {
    return bytes;
  }
}
