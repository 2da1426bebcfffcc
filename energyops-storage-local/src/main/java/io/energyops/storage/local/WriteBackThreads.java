package io.energyops.storage.local;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A backend's own threads for {@link WriteBack}: none while nothing large is written. */
final class WriteBackThreads implements Executor, AutoCloseable {

  private static final int MAX = 4;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(0, MAX, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "energyops-storage-local");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** What runs is left to end: an interruption would close the file that it writes. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
