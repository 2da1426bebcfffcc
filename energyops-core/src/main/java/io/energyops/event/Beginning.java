package io.energyops.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a subscription begins: the place that counts as seen, and what goes to the sink first.
 *
 * @param seen where to go on if the sink takes nothing
 * @param backlog missed events, or the one that tells to resync
 */
record Beginning(EventId seen, List<DeliveredEvent> backlog) {

  /** No hub has it, so coming back with it means resync again while the first was not taken. */
  private static final EventId UNKNOWN = new EventId("none", 0);

  static Beginning live(EventId current) {
    return new Beginning(current, List.of());
  }

  static Beginning since(
      String text, Topic topic, EventId current, ReplayBuffer past, long nowNanos) {
    Optional<EventId> parsed = EventId.parse(text);
    if (parsed.isEmpty()) {
      return resync("malformed", topic, current);
    }
    EventId since = parsed.get();
    if (!since.epoch().equals(current.epoch())) {
      return resync("epoch", topic, current);
    }
    if (since.sequence() > current.sequence()) {
      return resync("future", topic, current);
    }
    return past.after(topic, since.sequence(), nowNanos)
        .map(missed -> new Beginning(since, missed))
        .orElseGet(() -> resync("expired", topic, current));
  }

  private static Beginning resync(String reason, Topic topic, EventId current) {
    Event event = Event.of(Event.RESYNC, Map.of("reason", reason));
    return new Beginning(UNKNOWN, List.of(new DeliveredEvent(current, topic, event)));
  }
}
