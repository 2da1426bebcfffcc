package io.energyops.log;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.run.ExecutionId;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import javax.sql.DataSource;

/** Reads and follows the logs of executions. Thread-safe. */
public interface ExecutionLogs extends AutoCloseable {

  /**
   * Begins to build a reader on a database of the host.
   *
   * @param dataSource where connections come from; it is never closed
   * @return a builder with the defaults
   */
  static ExecutionLogsBuilder builder(DataSource dataSource) {
    return ExecutionLogsBuilder.of(dataSource);
  }

  /**
   * Begins to build a reader on an open database.
   *
   * @param database the database; it is not closed
   * @return a builder with the defaults
   */
  @Internal
  static ExecutionLogsBuilder builder(Database database) {
    return ExecutionLogsBuilder.of(database);
  }

  /**
   * Reads a page.
   *
   * @param id the execution
   * @param query which lines
   * @return the lines and where the next page begins
   * @throws io.energyops.error.NotFoundException when there is no such execution
   * @throws io.energyops.database.DatabaseException when the database is out of reach
   */
  LogPage read(ExecutionId id, LogQuery query);

  /**
   * Reads the last lines.
   *
   * @param id the execution
   * @param lines how many at most, 1 to {@link LogQuery#MAX_LIMIT}
   * @return the lines, in order
   * @throws io.energyops.error.InvalidArgumentException when the number is out of range
   * @throws io.energyops.error.NotFoundException when there is no such execution
   * @throws io.energyops.database.DatabaseException when the database is out of reach
   */
  List<LogEntry> tail(ExecutionId id, int lines);

  /**
   * Delivers the lines that are there and then each new one as it comes, without a gap and each
   * once.
   *
   * @param id the execution; an unknown one completes the subscription exceptionally
   * @param fromLine the first line number, from 0 on
   * @param listener takes the lines, on the executor
   * @return the subscription, which the caller closes
   * @throws io.energyops.error.InvalidArgumentException when the line number is negative
   * @throws io.energyops.error.ConflictException when this is closed
   */
  LogSubscription follow(ExecutionId id, long fromLine, LogListener listener);

  /**
   * Writes the lines that are there as text: time, level and message, each ended by a line feed. A
   * page is read at a time; nothing is closed. When the execution has ended and not all of its
   * lines are there, a last line {@code [incomplete: ...]} says how many are missing.
   *
   * @param id the execution
   * @param target where to write, flushed at the end
   * @return how many lines of the log were written
   * @throws java.io.UncheckedIOException when the target fails
   * @throws io.energyops.error.NotFoundException when there is no such execution
   */
  long writeText(ExecutionId id, Writer target);

  /**
   * Writes the lines that are there as UTF-8 text, as {@link #writeText(ExecutionId, Writer)} does.
   *
   * @param id the execution
   * @param target where to write, flushed at the end
   * @return how many lines of the log were written
   * @throws java.io.UncheckedIOException when the target fails
   * @throws io.energyops.error.NotFoundException when there is no such execution
   */
  long writeText(ExecutionId id, OutputStream target);

  /** Ends all subscriptions. Idempotent, never blocks. */
  @Override
  void close();
}
