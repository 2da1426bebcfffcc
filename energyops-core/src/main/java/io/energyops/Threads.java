package io.energyops;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few threads of our own: named, daemon, started by their first task, owned here. */
final class Threads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final int WORKERS = 8;
  private static final int DELIVERIES = 16;

  private final ScheduledThreadPoolExecutor heartbeat = scheduled("energyops-heartbeat", 1);
  private final ScheduledThreadPoolExecutor leases = scheduled("energyops-lease", 1);
  private final ScheduledThreadPoolExecutor scheduler = scheduled("energyops-scheduler", 4);
  private final ScheduledThreadPoolExecutor relay = scheduled("energyops-relay", 1);
  private final ThreadPoolExecutor workers = pool("energyops-worker", WORKERS);
  // A listener that blocks holds one of these.
  private final ThreadPoolExecutor deliveries = pool("energyops-delivery", DELIVERIES);

  ScheduledExecutorService heartbeat() {
    return heartbeat;
  }

  ScheduledExecutorService leases() {
    return leases;
  }

  ScheduledExecutorService scheduler() {
    return scheduler;
  }

  ScheduledExecutorService relay() {
    return relay;
  }

  ExecutorService workers() {
    return workers;
  }

  ExecutorService deliveries() {
    return deliveries;
  }

  static ThreadFactory named(String name) {
    AtomicLong count = new AtomicLong();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    List<ThreadPoolExecutor> all =
        List.of(workers, scheduler, relay, leases, deliveries, heartbeat);
    all.forEach(ThreadPoolExecutor::shutdown);
    long end = System.nanoTime() + CLOSE_LIMIT.toNanos();
    boolean interrupted = false;
    for (ThreadPoolExecutor executor : all) {
      try {
        if (!executor.awaitTermination(
            Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          LOG.warn("Work in flight did not end within {}; it is interrupted", CLOSE_LIMIT);
          executor.shutdownNow();
        }
      } catch (InterruptedException e) {
        interrupted = true;
        executor.shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScheduledThreadPoolExecutor scheduled(String name, int threads) {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, named(name));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  private static ThreadPoolExecutor pool(String name, int threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
