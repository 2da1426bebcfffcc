package io.energyops.log;

import io.energyops.run.ExecutionId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many lines of which execution were given up since somebody asked. Bounded: the longest
 * unasked is forgotten first, it was logged when it happened. Guarded by the batcher's lock.
 */
final class LostLines {

  private static final int MAX_EXECUTIONS = 1000;

  private final Map<ExecutionId, Long> counts = new LinkedHashMap<>();

  /** Counts lines and tells whether the execution is a new one here. */
  boolean add(ExecutionId id, long lines) {
    boolean first = counts.merge(id, lines, Long::sum) == lines;
    if (counts.size() > MAX_EXECUTIONS) {
      counts.remove(counts.keySet().iterator().next());
    }
    return first;
  }

  long take(ExecutionId id) {
    Long count = counts.remove(id);
    return count == null ? 0 : count;
  }

  long takeAll() {
    long sum = counts.values().stream().mapToLong(Long::longValue).sum();
    counts.clear();
    return sum;
  }
}
