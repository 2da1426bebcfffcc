package io.energyops.log;

import io.energyops.database.DatabaseException;
import io.energyops.error.ErrorCategory;
import io.energyops.run.ExecutionId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that brings what is due to the database, many executions in one transaction. */
final class GroupWriter {

  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

  private final BatcherState state;
  private final LogRepository repository;
  private final LongSupplier ticker;
  private final Backoff backoff;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);

  GroupWriter(BatcherSettings settings, BatcherState state, LogRepository repository) {
    this.state = state;
    this.repository = repository;
    this.ticker = settings.nanoTicker();
    this.backoff = new Backoff(settings.random());
    this.thread = settings.threads().newThread(this::run);
  }

  void start() {
    thread.start();
  }

  /** Waits for the last transaction; after the limit the rest is left as it is. */
  void end(Duration limit) {
    if (waited(limit)) {
      return;
    }
    state.lock.lock();
    try {
      state.abandoned = true;
      state.work.signalAll();
    } finally {
      state.lock.unlock();
    }
    // Ends a wait for a connection; a statement under way goes on to its own end.
    thread.interrupt();
  }

  private boolean waited(Duration limit) {
    try {
      return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    try {
      for (List<LogBatch> group = next(); !group.isEmpty(); group = next()) {
        write(group);
      }
    } finally {
      state.lock.lock();
      try {
        state.closing = true;
        state.ended = true;
        state.settled.signalAll();
      } finally {
        state.lock.unlock();
      }
      ended.countDown();
    }
  }

  /** Waits for what is due. Empty: there is nothing more to do. */
  private List<LogBatch> next() {
    state.lock.lock();
    try {
      while (!state.abandoned && !(state.closing && state.buffer.isEmpty())) {
        long now = ticker.getAsLong();
        long wait = state.buffer.nanosUntilDue(now, state.urgent());
        if (wait <= 0) {
          return state.buffer.take(now, state.urgent());
        }
        try {
          // Only a hint: the ticker, which may run at another pace, is asked again.
          long unused = state.work.awaitNanos(wait);
        } catch (InterruptedException e) {
          LOG.debug("The log writer was interrupted while it waited");
        }
      }
      return List.of();
    } finally {
      state.lock.unlock();
    }
  }

  private void write(List<LogBatch> group) {
    long began = ticker.getAsLong();
    try {
      Set<ExecutionId> gone = repository.append(group);
      committed(group, gone, Duration.ofNanos(Math.max(0, ticker.getAsLong() - began)));
    } catch (BatchRefusedException e) {
      refused(group, e);
    } catch (RuntimeException e) {
      failed(group, e);
    } catch (Error e) {
      failed(group, new IllegalStateException("Writing log lines failed", e));
    }
  }

  private void committed(List<LogBatch> group, Set<ExecutionId> gone, Duration took) {
    state.lock.lock();
    try {
      state.committed(took);
      for (LogBatch batch : group) {
        state.buffer.settle(batch);
        if (gone.contains(batch.id())) {
          drop(batch, "the execution is gone", null);
        } else {
          state.written += batch.lines().size();
        }
      }
      state.settled.signalAll();
    } finally {
      state.lock.unlock();
    }
  }

  private void refused(List<LogBatch> group, BatchRefusedException reason) {
    state.lock.lock();
    try {
      for (LogBatch batch : group) {
        if (batch.id().equals(reason.id())) {
          state.buffer.settle(batch);
          drop(batch, String.valueOf(reason.getMessage()), reason.getCause());
        } else {
          state.buffer.giveBack(batch);
        }
      }
      state.settled.signalAll();
    } finally {
      state.lock.unlock();
    }
  }

  private void failed(List<LogBatch> group, RuntimeException reason) {
    // When one of them is the cause, the others must not wait for it: each goes alone then.
    boolean apart = group.size() > 1 && !unavailable(reason);
    state.lock.lock();
    try {
      state.retried++;
      int failures = 0;
      long now = ticker.getAsLong();
      for (LogBatch batch : group) {
        ExecutionQueue queue = state.buffer.giveBack(batch);
        failures = Math.max(failures, queue.failed(reason));
      }
      long retryAt = apart ? now : now + backoff.nanos(failures);
      boolean alone = !unavailable(reason);
      group.forEach(batch -> state.buffer.giveBack(batch).retryAt(retryAt, alone));
      warn(group, failures, reason);
    } finally {
      state.lock.unlock();
    }
  }

  private void drop(LogBatch batch, String why, @Nullable Throwable cause) {
    int lines = batch.lines().size();
    if (lines == 0) {
      return;
    }
    state.dropped += lines;
    if (state.lost.add(batch.id(), lines)) {
      LOG.warn("Dropped {} log lines of execution {}: {}", lines, batch.id(), why);
    } else {
      LOG.debug("Dropped {} more log lines of execution {}: {}", lines, batch.id(), why, cause);
    }
  }

  private static void warn(List<LogBatch> group, int failures, RuntimeException reason) {
    if (failures == 1) {
      LOG.warn(
          "Log lines of {} executions could not be written, they stay buffered and are tried again:"
              + " {}",
          group.size(),
          reason.toString());
    }
    LOG.debug("Writing log lines failed, attempt {}", failures, reason);
  }

  private static boolean unavailable(RuntimeException reason) {
    return reason instanceof DatabaseException e
        && e.code().category() == ErrorCategory.UNAVAILABLE;
  }
}
