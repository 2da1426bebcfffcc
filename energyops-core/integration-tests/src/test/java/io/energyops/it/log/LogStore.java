package io.energyops.it.log;

import io.energyops.database.DataDirectory;
import io.energyops.database.Database;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * A database with executions, and a view of its log rows that owes nothing to the code under test.
 */
final class LogStore implements AutoCloseable {

  static final Instant TIME = Instant.parse("2026-07-30T10:00:00.123456Z");

  private final AtomicInteger executions = new AtomicInteger();
  private final Database database;
  private final Runnable release;

  LogStore(Database database, DataDirectory directory) {
    this(database, directory::close);
  }

  LogStore(Database database, Runnable release) {
    this.database = database;
    this.release = release;
  }

  Database database() {
    return database;
  }

  /** Makes an execution whose id begins with a word. */
  ExecutionId execution(String word) {
    String id = word + "-" + executions.incrementAndGet();
    return database.write(
        transaction -> {
          transaction
              .update(
                  """
                  insert into #test_script
                    (id, script_name, original_filename, file_path, file_size, uploaded_by)
                  values (:id, 'day_ahead', 'day_ahead.py', 'sandbox/x.py', 1, 'ann')""")
              .bind("id", "s-" + id)
              .execute();
          transaction
              .update(
                  """
                  insert into #test_script_execution (id, execution_id, script_id, status)
                  values (:row, :id, :script, 'running')""")
              .bind("row", "r-" + id)
              .bind("id", id)
              .bind("script", "s-" + id)
              .execute();
          return ExecutionId.of(id);
        });
  }

  void end(ExecutionId id, ExecutionStatus status, long lines) {
    change(
        "update #test_script_execution set output_lines = "
            + lines
            + ", status = '"
            + status.wireName()
            + "' where execution_id = '"
            + id
            + "'");
  }

  void delete(ExecutionId id) {
    change("delete from #test_script_execution where execution_id = '" + id + "'");
  }

  private void change(String sql) {
    database.write(transaction -> transaction.update(sql).execute());
  }

  List<Long> numbers(ExecutionId id) {
    return database.read(
        transaction ->
            transaction
                .query(
                    "select line_number from #test_script_log where execution_id = :id"
                        + " order by line_number")
                .bind("id", id.value())
                .mapTo(Long.class)
                .list());
  }

  /** Counts the lines whose message is what an SQL expression gives. */
  long withMessage(ExecutionId id, String expression) {
    return database.read(
        transaction ->
            transaction
                .query(
                    "select count(*) from #test_script_log where execution_id = :id and message = "
                        + expression)
                .bind("id", id.value())
                .mapTo(Long.class)
                .one());
  }

  String message(ExecutionId id, long line) {
    return database.read(
        transaction ->
            transaction
                .query(
                    "select message from #test_script_log"
                        + " where execution_id = :id and line_number = :line")
                .bind("id", id.value())
                .bind("line", line)
                .mapTo(String.class)
                .one());
  }

  static LogEntry line(ExecutionId id, long number) {
    return line(id, number, "block " + number);
  }

  static LogEntry line(ExecutionId id, long number, String message) {
    return new LogEntry(id, number, LogLevel.STDOUT, message, TIME.plusMillis(number));
  }

  static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Override
  public void close() {
    database.close();
    release.run();
  }
}
