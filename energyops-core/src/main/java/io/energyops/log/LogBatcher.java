package io.energyops.log;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.run.ExecutionId;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes log lines one by one and makes them durable in groups. Lines of one execution are written
 * in the order in which they came, each number once. When the database is down they stay buffered
 * and are tried again. Thread-safe.
 */
public interface LogBatcher extends AutoCloseable {

  /**
   * Begins to build a batcher of its own on a database of the host.
   *
   * @param dataSource where connections come from; it is never closed
   * @return a builder with the defaults
   */
  static LogBatcherBuilder builder(DataSource dataSource) {
    return LogBatcherBuilder.of(dataSource);
  }

  /**
   * Begins to build a batcher on an open database.
   *
   * @param database the database; it is not closed
   * @return a builder with the defaults
   */
  @Internal
  static LogBatcherBuilder builder(Database database) {
    return LogBatcherBuilder.of(database);
  }

  /**
   * Takes a line. Returns before it is durable.
   *
   * @param entry the line
   * @throws LogBufferFullException when the buffer is full, by policy at once or after the limit,
   *     or when the thread is interrupted while it waits (the flag stays set)
   * @throws io.energyops.error.ConflictException when the batcher is closed
   */
  void addLog(LogEntry entry);

  /**
   * Takes a line with the place that its reader reached. Of the checkpoints of one execution in a
   * transaction only the newest is run, after the lines before it.
   *
   * @param entry the line
   * @param checkpoint what to commit with it, or null
   * @throws LogBufferFullException as {@link #addLog} does
   */
  @Internal
  void append(LogEntry entry, @Nullable LogCheckpoint checkpoint);

  /**
   * Takes a place without a line; it is committed with or after the lines that came before it.
   *
   * @param id the execution
   * @param checkpoint what to commit
   * @throws io.energyops.error.ConflictException when the batcher is closed
   */
  @Internal
  void checkpoint(ExecutionId id, LogCheckpoint checkpoint);

  /**
   * Makes every line durable that was taken for one execution.
   *
   * @param id the execution; one without lines is fine
   * @throws LogFlushException when the database takes nothing within the limit, the lines stay
   *     buffered, or were dropped since the last flush
   */
  void flush(ExecutionId id);

  /**
   * Makes every line durable that was taken for one execution.
   *
   * @param id the execution's id
   * @throws LogFlushException as {@link #flush(ExecutionId)} does
   */
  default void flush(String id) {
    flush(ExecutionId.of(id));
  }

  /**
   * Makes every line durable that was taken.
   *
   * @throws LogFlushException as {@link #flush(ExecutionId)} does, with the sum over all executions
   */
  void flushAll();

  /**
   * Returns what the batcher holds and did.
   *
   * @return the numbers of this moment
   */
  LogBatcherStats stats();

  /**
   * Writes what is buffered, within a limit, and ends the writer. What could not be written is
   * logged as an error and stays counted in {@link LogBatcherStats#queued()}. Idempotent.
   */
  @Override
  void close();
}
