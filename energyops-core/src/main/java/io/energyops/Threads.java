package io.energyops;

import io.energyops.thread.NamedThreads;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The timers of our own, a few threads each, started by their first task. */
final class Threads implements AutoCloseable {

  private final ScheduledThreadPoolExecutor heartbeat;
  private final ScheduledThreadPoolExecutor leases;
  private final ScheduledThreadPoolExecutor scheduler;
  private final ScheduledThreadPoolExecutor relay;

  Threads(Insiders insiders, @Nullable ClassLoader contextLoader) {
    heartbeat = scheduled("energyops-heartbeat", 1, insiders, contextLoader);
    leases = scheduled("energyops-lease", 1, insiders, contextLoader);
    scheduler = scheduled("energyops-scheduler", 4, insiders, contextLoader);
    relay = scheduled("energyops-relay", 1, insiders, contextLoader);
  }

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

  /** Ends the threads; returns when they have ended, an interrupt hurries what they do. */
  @Override
  public void close() {
    List<ScheduledThreadPoolExecutor> all = List.of(scheduler, relay, leases, heartbeat);
    all.forEach(ThreadPoolExecutor::shutdown);
    boolean interrupted = false;
    for (ThreadPoolExecutor executor : all) {
      interrupted |= ended(executor, all);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ended(ThreadPoolExecutor executor, List<ScheduledThreadPoolExecutor> all) {
    boolean interrupted = false;
    while (!executor.isTerminated()) {
      try {
        if (executor.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
        all.forEach(ThreadPoolExecutor::shutdownNow);
      }
    }
    return interrupted;
  }

  private static ScheduledThreadPoolExecutor scheduled(
      String name, int threads, Insiders insiders, @Nullable ClassLoader contextLoader) {
    ThreadFactory factory = insiders.known(new NamedThreads(name, contextLoader));
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, factory);
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }
}
