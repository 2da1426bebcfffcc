package io.energyops.notification;

import io.energyops.run.ExecutionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Remembers the program of executions that may still get a digest. Bounded, thread-safe. */
final class ProgramNames {

  private static final int MAX = 10_000;

  /** Guards the map. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<ExecutionId, String> names = new LinkedHashMap<>();

  void remember(ExecutionId id, String name) {
    lock.lock();
    try {
      names.putIfAbsent(id, name);
      if (names.size() > MAX) {
        names.remove(names.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  @Nullable String of(ExecutionId id) {
    lock.lock();
    try {
      return names.get(id);
    } finally {
      lock.unlock();
    }
  }

  void forget(ExecutionId id) {
    lock.lock();
    try {
      names.remove(id);
    } finally {
      lock.unlock();
    }
  }
}
