package io.energyops.thread;

import io.energyops.annotation.Internal;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes the threads of our own: platform threads, daemon, named and numbered. They take nothing
 * from the thread that happens to start them (class loader, priority, inheritable thread locals):
 * that may be any thread of the host. Thread-safe.
 */
@Internal
public final class NamedThreads implements ThreadFactory {

  private final String name;
  private final @Nullable ClassLoader contextLoader;
  private final AtomicLong count = new AtomicLong();

  /**
   * Creates a factory of threads that run none of the host's code.
   *
   * @param name begins the name of each thread
   */
  public NamedThreads(String name) {
    this(name, NamedThreads.class.getClassLoader());
  }

  /**
   * Creates a factory of threads that may call the host's code.
   *
   * @param name begins the name of each thread
   * @param contextLoader the context class loader of each thread, null for the system's
   */
  public NamedThreads(String name, @Nullable ClassLoader contextLoader) {
    this.name = name;
    this.contextLoader = contextLoader;
  }

  // A new thread has the priority of its maker; nothing here goes by priorities.
  @SuppressWarnings("ThreadPriorityCheck")
  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(null, task, name + "-" + count.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setPriority(Thread.NORM_PRIORITY);
    thread.setContextClassLoader(contextLoader);
    return thread;
  }
}
