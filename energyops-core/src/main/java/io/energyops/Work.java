package io.energyops;

import io.energyops.thread.NamedThreads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on the host's executor, or on threads of our own where none was given and while the
 * given one refuses: a run that has ended must be settled whatever the executor says. Thread-safe.
 */
final class Work implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EnergyOps.class);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

  private final String name;
  private final @Nullable Executor given;
  private final Insiders insiders;
  private final ThreadPoolExecutor own;
  private final AtomicBoolean refused = new AtomicBoolean();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition allDone = lock.newCondition();

  // Both guarded by lock.
  private int unfinished;
  private boolean closed;

  Work(
      String name,
      int threads,
      @Nullable Executor given,
      Insiders insiders,
      @Nullable ClassLoader contextLoader) {
    this.name = name;
    this.given = given;
    this.insiders = insiders;
    this.own =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            insiders.known(new NamedThreads(name, contextLoader)));
    own.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    begin();
    try {
      handOver(() -> run(task));
    } catch (RuntimeException | Error e) {
      finish();
      throw e;
    }
  }

  /**
   * Takes no more tasks and waits for those it has. An interrupt hurries those on threads of ours;
   * threads of the host are left alone.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    try {
      boolean unused = awaitDone(Long.MAX_VALUE);
      own.shutdown();
      unused = own.awaitTermination(AFTER_INTERRUPT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      own.shutdownNow();
      afterInterrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void handOver(Runnable task) {
    if (given != null) {
      try {
        given.execute(task);
        return;
      } catch (RuntimeException | Error e) {
        if (refused.compareAndSet(false, true)) {
          LOG.warn("The given executor refuses work; threads of our own ({}) do it", name, e);
        }
      }
    }
    own.execute(task);
  }

  private void run(Runnable task) {
    try {
      insiders.run(task);
    } finally {
      finish();
    }
  }

  private void begin() {
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException(name + " is closed");
      }
      unfinished++;
    } finally {
      lock.unlock();
    }
  }

  private void finish() {
    lock.lock();
    try {
      unfinished--;
      if (unfinished == 0) {
        allDone.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void afterInterrupt() {
    try {
      if (!awaitDone(AFTER_INTERRUPT.toNanos())) {
        LOG.warn("Work on {} does not end; the engine is closed without it", name);
      }
    } catch (InterruptedException e) {
      LOG.warn("Work on {} has not ended; the engine is closed without it", name);
    }
  }

  private boolean awaitDone(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (unfinished > 0 && left > 0) {
        left = allDone.awaitNanos(left);
      }
      return unfinished == 0;
    } finally {
      lock.unlock();
    }
  }
}
