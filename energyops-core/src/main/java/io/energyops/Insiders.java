package io.energyops;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * The threads that run something of ours now. One of them cannot wait for the end of the engine,
 * since the engine would wait for it. Thread-safe.
 */
final class Insiders {

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /** Whether the calling thread is one of them. */
  boolean here() {
    return threads.contains(Thread.currentThread());
  }

  /** Makes the calling thread one of them while it runs the task. */
  void run(Runnable task) {
    Thread thread = Thread.currentThread();
    boolean entered = threads.add(thread);
    try {
      task.run();
    } finally {
      if (entered) {
        threads.remove(thread);
      }
    }
  }

  /** A factory whose threads belong to them for as long as they live. */
  ThreadFactory known(ThreadFactory factory) {
    return task -> factory.newThread(() -> run(task));
  }
}
