package io.energyops.log;

import io.energyops.run.ExecutionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The waiting lines of all executions, and what of them is due. Time is handed in. Guarded by the
 * batcher's lock; one group is out at a time.
 */
final class LogBuffer {

  /**
   * The most lines of one transaction: it shall be short, heartbeats queue behind it; with 2000 its
   * own round trips cost a sixth of the rate on PostgreSQL.
   */
  static final int MAX_GROUP_LINES = 5000;

  static final long MAX_GROUP_BYTES = 8L << 20;

  private final int batchSize;
  private final long maxDelayNanos;
  private final Map<ExecutionId, ExecutionQueue> queues = new LinkedHashMap<>();
  private final Map<ExecutionId, Integer> inFlight = new HashMap<>();
  private long lines;
  private long bytes;

  LogBuffer(int batchSize, long maxDelayNanos) {
    this.batchSize = batchSize;
    this.maxDelayNanos = maxDelayNanos;
  }

  long lines() {
    return lines;
  }

  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return queues.isEmpty();
  }

  int executions() {
    return queues.size();
  }

  @Nullable ExecutionQueue find(ExecutionId id) {
    return queues.get(id);
  }

  Collection<ExecutionQueue> all() {
    return queues.values();
  }

  /** Takes something and tells whether the writer has to look at the time again. */
  boolean add(ExecutionId id, PendingEntry added) {
    ExecutionQueue queue = queues.computeIfAbsent(id, ExecutionQueue::new);
    bytes += queue.add(added, inFlight.getOrDefault(id, 0));
    lines += added.entry() == null ? 0 : 1;
    int waiting = queue.size();
    return waiting == 1 || waiting == batchSize;
  }

  /** How long until something is due; zero or less when it is. */
  long nanosUntilDue(long now, boolean urgent) {
    long soonest = Long.MAX_VALUE;
    for (ExecutionQueue queue : queues.values()) {
      soonest = Math.min(soonest, untilDue(queue, now, urgent, maxDelayNanos));
    }
    return soonest;
  }

  /**
   * What goes into the next transaction, the longest waiting first. What is due soon rides along:
   * many slow executions then share a commit instead of making one each.
   */
  List<LogBatch> take(long now, boolean urgent) {
    List<ExecutionQueue> due = new ArrayList<>();
    for (ExecutionQueue queue : queues.values()) {
      if (untilDue(queue, now, urgent, maxDelayNanos / 2) <= 0) {
        due.add(queue);
      }
    }
    due.sort(Comparator.comparingLong(queue -> queue.oldestNanos() - now));
    List<LogBatch> group = new ArrayList<>();
    int roomLines = MAX_GROUP_LINES;
    long roomBytes = MAX_GROUP_BYTES;
    for (ExecutionQueue queue : due) {
      if (queue.alone() && !group.isEmpty()) {
        continue;
      }
      LogBatch batch = queue.head(roomLines, roomBytes);
      group.add(batch);
      inFlight.put(queue.id(), batch.count());
      roomLines -= batch.count();
      roomBytes -= batch.bytes();
      if (queue.alone() || roomLines <= 0 || roomBytes <= 0) {
        break;
      }
    }
    return group;
  }

  /** Removes what was written or given up. */
  void settle(LogBatch batch) {
    ExecutionQueue queue = queue(batch);
    queue.settle(batch.count());
    inFlight.remove(batch.id());
    lines -= batch.lines().size();
    bytes -= batch.bytes();
    if (queue.isEmpty()) {
      queues.remove(batch.id());
    }
  }

  /** Puts a batch back in its place. */
  ExecutionQueue giveBack(LogBatch batch) {
    inFlight.remove(batch.id());
    return queue(batch);
  }

  private ExecutionQueue queue(LogBatch batch) {
    ExecutionQueue queue = queues.get(batch.id());
    if (queue == null) {
      throw new IllegalStateException("No queue of execution " + batch.id());
    }
    return queue;
  }

  private long untilDue(ExecutionQueue queue, long now, boolean urgent, long delayNanos) {
    if (queue.isEmpty()) {
      return Long.MAX_VALUE;
    }
    boolean ready = urgent || queue.flushWanted() || queue.size() >= batchSize;
    long untilReady = ready ? 0 : queue.oldestNanos() + delayNanos - now;
    return queue.retrying() ? Math.max(untilReady, queue.retryAtNanos() - now) : untilReady;
  }
}
