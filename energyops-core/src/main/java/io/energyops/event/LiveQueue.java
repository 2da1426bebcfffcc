package io.energyops.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Live events of one subscriber within two bounds. Not thread-safe. */
final class LiveQueue {

  private final int maxEvents;
  private final long maxBytes;
  private final Deque<QueuedEvent> events = new ArrayDeque<>();
  private long bytes;

  LiveQueue(int maxEvents, long maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  /** Returns false when the event finds no room even after all that may be joined has been. */
  boolean offer(QueuedEvent event) {
    if (append(event)) {
      return true;
    }
    conflate(event);
    mergeNeighbours();
    return append(event);
  }

  @Nullable QueuedEvent poll() {
    QueuedEvent first = events.pollFirst();
    if (first != null) {
      bytes -= first.bytes();
    }
    return first;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  void clear() {
    events.clear();
    bytes = 0;
  }

  private boolean append(QueuedEvent event) {
    QueuedEvent last = events.peekLast();
    boolean fits = last == null || bytes + event.bytes() <= maxBytes;
    if (fits && events.size() < maxEvents) {
      events.addLast(event);
    } else if (fits && last != null && last.takesIn(event)) {
      last.takeIn(event);
    } else {
      return false;
    }
    bytes += event.bytes();
    return true;
  }

  private void conflate(QueuedEvent incoming) {
    Set<String> newer = new HashSet<>();
    newer.add(incoming.type());
    Iterator<QueuedEvent> newestFirst = events.descendingIterator();
    while (newestFirst.hasNext()) {
      QueuedEvent event = newestFirst.next();
      if (event.policy() == OverflowPolicy.CONFLATE && !newer.add(event.type())) {
        newestFirst.remove();
        bytes -= event.bytes();
      }
    }
  }

  private void mergeNeighbours() {
    List<QueuedEvent> merged = new ArrayList<>(events.size());
    for (QueuedEvent event : events) {
      QueuedEvent last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && last.takesIn(event)) {
        last.takeIn(event);
      } else {
        merged.add(event);
      }
    }
    events.clear();
    events.addAll(merged);
  }
}
