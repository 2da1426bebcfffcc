package io.energyops.log;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.run.ExecutionId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The callers' side: takes lines into the buffer and waits for the writer where asked. */
final class GroupCommitBatcher implements LogBatcher {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitBatcher.class);

  private final BatcherSettings settings;
  private final GroupWriter writer;

  // Held briefly, never while the database works; guards the state, which the writer shares.
  private final ReentrantLock lock;
  private final Condition settled;
  private final BatcherState state;

  GroupCommitBatcher(BatcherSettings settings, LogRepository repository) {
    this.settings = settings;
    this.state = new BatcherState(settings);
    this.lock = state.lock;
    this.settled = state.settled;
    this.writer = new GroupWriter(settings, state, repository);
  }

  void start() {
    writer.start();
  }

  @Override
  public void addLog(LogEntry entry) {
    append(entry, null);
  }

  @Override
  public void append(LogEntry entry, @Nullable LogCheckpoint checkpoint) {
    lock.lock();
    try {
      awaitSpace(entry);
      take(entry.executionId(), entry, checkpoint);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void checkpoint(ExecutionId id, LogCheckpoint checkpoint) {
    lock.lock();
    try {
      refuseClosed();
      take(id, null, checkpoint);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush(ExecutionId id) {
    lock.lock();
    try {
      ExecutionQueue queue = state.buffer.find(id);
      awaitSettled(queue == null ? List.of() : List.of(queue), "execution " + id);
      refuseLost(state.lost.take(id), "execution " + id);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flushAll() {
    lock.lock();
    try {
      awaitSettled(List.copyOf(state.buffer.all()), "all executions");
      refuseLost(state.lost.takeAll(), "all executions");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public LogBatcherStats stats() {
    lock.lock();
    try {
      return state.stats();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (state.closing) {
        return;
      }
      state.closing = true;
      state.work.signalAll();
      settled.signalAll();
    } finally {
      lock.unlock();
    }
    writer.end(settings.closeLimit());
    lock.lock();
    try {
      long left = state.buffer.lines();
      if (left > 0) {
        LOG.error(
            "Log batcher closed with {} lines of {} executions unwritten: the database did not take"
                + " them within {}",
            left,
            state.buffer.executions(),
            settings.closeLimit());
      }
    } finally {
      lock.unlock();
    }
  }

  private void take(ExecutionId id, @Nullable LogEntry entry, @Nullable LogCheckpoint checkpoint) {
    long now = settings.nanoTicker().getAsLong();
    if (state.buffer.add(id, PendingEntry.of(entry, checkpoint, now))) {
      state.work.signal();
    }
  }

  private void awaitSpace(LogEntry entry) {
    refuseClosed();
    long bytes = PendingEntry.bytes(entry);
    if (state.hasRoom(bytes)) {
      return;
    }
    if (settings.whenFull() == FullPolicy.REFUSE) {
      throw full(entry, "");
    }
    long left = settings.blockLimit().toNanos();
    state.blocked++;
    state.work.signal();
    try {
      while (!state.hasRoom(bytes)) {
        if (left <= 0) {
          throw full(entry, " for " + settings.blockLimit());
        }
        left = settled.awaitNanos(left);
        refuseClosed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw full(entry, " until the thread was interrupted");
    } finally {
      state.blocked--;
    }
  }

  private LogBufferFullException full(LogEntry entry, String howLong) {
    state.refused++;
    return new LogBufferFullException(
        "Line "
            + entry.lineNumber()
            + " of execution "
            + entry.executionId()
            + " was not taken: the log buffer was full ("
            + settings.maxBufferedBytes()
            + " bytes)"
            + howLong
            + "; slow the producers, raise the bound or check the database");
  }

  private void awaitSettled(List<ExecutionQueue> queues, String whose) {
    List<Mark> marks = new ArrayList<>(queues.size());
    for (ExecutionQueue queue : queues) {
      queue.flushUpTo(queue.taken());
      marks.add(new Mark(queue, queue.taken()));
    }
    state.work.signal();
    long left = settings.flushLimit().toNanos();
    long progress = state.progress();
    try {
      for (Mark mark : marks) {
        while (!mark.reached() && left > 0 && !state.ended) {
          left = settled.awaitNanos(left);
          if (state.progress() != progress) {
            progress = state.progress();
            left = settings.flushLimit().toNanos();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuseUnwritten(marks, whose);
  }

  private void refuseUnwritten(List<Mark> marks, String whose) {
    long unwritten = 0;
    RuntimeException reason = null;
    for (Mark mark : marks) {
      unwritten += mark.unwritten();
      reason = reason == null ? mark.queue().lastFailure() : reason;
    }
    if (unwritten > 0) {
      throw new LogFlushException(
          ErrorCode.LOG_FLUSH_FAILED,
          unwritten
              + " log lines of "
              + whose
              + " could not be written, and nothing was for "
              + settings.flushLimit()
              + "; they stay buffered, check the database and flush again",
          unwritten,
          reason);
    }
  }

  private static void refuseLost(long lost, String whose) {
    if (lost > 0) {
      throw new LogFlushException(
          ErrorCode.LOG_LINES_DROPPED,
          lost
              + " log lines of "
              + whose
              + " were dropped: the execution is gone or has another owner, or other lines have"
              + " these numbers; the log of the engine names the case",
          lost,
          null);
    }
  }

  private void refuseClosed() {
    if (state.closing) {
      throw new ConflictException(
          ErrorCode.CLOSED, "The log batcher is closed; lines are no longer taken");
    }
  }

  private record Mark(ExecutionQueue queue, long target) {

    boolean reached() {
      return queue.settled() >= target;
    }

    long unwritten() {
      return queue.linesUpTo(target);
    }
  }
}
