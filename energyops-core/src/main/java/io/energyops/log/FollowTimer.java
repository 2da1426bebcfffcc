package io.energyops.log;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Wakes one follower in time; at most one task of it is scheduled. Thread-safe. */
final class FollowTimer {

  private final ScheduledExecutorService scheduler;
  private final LongSupplier nanoTicker;
  private final Runnable action;
  private final ReentrantLock lock = new ReentrantLock();

  // All guarded by lock.
  private @Nullable ScheduledFuture<?> task;
  private long dueNanos;
  private boolean stopped;

  FollowTimer(ScheduledExecutorService scheduler, LongSupplier nanoTicker, Runnable action) {
    this.scheduler = scheduler;
    this.nanoTicker = nanoTicker;
    this.action = action;
  }

  /** Sees to it that the action runs no later than after this delay; false: the timer is closed. */
  boolean within(Duration delay) {
    lock.lock();
    try {
      long due = nanoTicker.getAsLong() + delay.toNanos();
      if (stopped || (task != null && dueNanos - due <= 0)) {
        return true;
      }
      cancel();
      dueNanos = due;
      task = scheduler.schedule(this::run, delay.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      cancel();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    lock.lock();
    try {
      // Before the action: the turn that it starts must find nothing scheduled.
      task = null;
    } finally {
      lock.unlock();
    }
    action.run();
  }

  private void cancel() {
    if (task != null) {
      task.cancel(false);
      task = null;
    }
  }
}
