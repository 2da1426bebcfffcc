package io.energyops.log;

import io.energyops.run.ExecutionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for one execution, in order. Guarded by the batcher's lock. */
final class ExecutionQueue {

  private final ExecutionId id;
  private final ArrayDeque<PendingEntry> pending = new ArrayDeque<>();
  private long taken;
  private long settled;
  private long flushTarget;
  private int failures;
  private long retryAtNanos;
  private boolean alone;
  private @Nullable RuntimeException lastFailure;

  ExecutionQueue(ExecutionId id) {
    this.id = id;
  }

  ExecutionId id() {
    return id;
  }

  /** Takes something and returns by how much the memory grew. */
  long add(PendingEntry added, int inFlight) {
    PendingEntry last = pending.peekLast();
    if (added.entry() == null
        && last != null
        && last.entry() == null
        && pending.size() > inFlight) {
      pending.removeLast();
      pending.addLast(new PendingEntry(null, added.checkpoint(), last.bytes(), last.sinceNanos()));
      return 0;
    }
    pending.addLast(added);
    taken++;
    return added.bytes();
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  int size() {
    return pending.size();
  }

  long taken() {
    return taken;
  }

  long settled() {
    return settled;
  }

  void flushUpTo(long target) {
    flushTarget = Math.max(flushTarget, target);
  }

  boolean flushWanted() {
    return flushTarget > settled;
  }

  long oldestNanos() {
    return pending.isEmpty() ? Long.MAX_VALUE : pending.getFirst().sinceNanos();
  }

  LogBatch head(int maxLines, long maxBytes) {
    List<LogEntry> lines = new ArrayList<>(Math.min(maxLines, pending.size()));
    LogCheckpoint newest = null;
    int count = 0;
    long bytes = 0;
    for (Iterator<PendingEntry> all = pending.iterator(); all.hasNext() && count < maxLines; ) {
      PendingEntry next = all.next();
      if (count > 0 && bytes + next.bytes() > maxBytes) {
        break;
      }
      count++;
      bytes += next.bytes();
      if (next.entry() != null) {
        lines.add(next.entry());
      }
      newest = next.checkpoint() == null ? newest : next.checkpoint();
    }
    return new LogBatch(id, lines, newest, count, bytes);
  }

  void settle(int count) {
    for (int i = 0; i < count; i++) {
      pending.removeFirst();
    }
    settled += count;
    failures = 0;
    alone = false;
    lastFailure = null;
  }

  /** Counts a failed attempt and returns how many came in a row. */
  int failed(RuntimeException reason) {
    lastFailure = reason;
    return ++failures;
  }

  void retryAt(long nanos, boolean withoutOthers) {
    retryAtNanos = nanos;
    alone = withoutOthers;
  }

  boolean retrying() {
    return failures > 0;
  }

  long retryAtNanos() {
    return retryAtNanos;
  }

  boolean alone() {
    return alone;
  }

  @Nullable RuntimeException lastFailure() {
    return lastFailure;
  }

  /** Lines among what was taken up to a target and is not settled. */
  long linesUpTo(long target) {
    return pending.stream()
        .limit(Math.max(0, target - settled))
        .filter(waiting -> waiting.entry() != null)
        .count();
  }
}
