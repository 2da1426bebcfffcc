package io.energyops.log;

import io.energyops.database.CopyRows;
import io.energyops.database.Database;
import io.energyops.database.Dialect;
import io.energyops.database.SqlColumns;
import io.energyops.database.Transaction;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.run.ExecutionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes batches of lines, each number once. */
final class LogRepository {

  private static final int COMPARE_SLICE = 500;

  private static final String INSERT_SQLITE =
      """
      insert into #test_script_log (execution_id, line_number, log_level, message, timestamp)
      values (?, ?, ?, ?, ?)
      on conflict do nothing""";

  // One statement for all rows: batched inserts are slow where the host's pool does not rewrite
  // them.
  private static final String INSERT_POSTGRESQL =
      """
      insert into #test_script_log (execution_id, line_number, log_level, message, timestamp)
      select id, line, level, message, cast(time as timestamptz)
      from unnest(cast(:ids as text[]), cast(:lines as bigint[]), cast(:levels as text[]),
                  cast(:messages as text[]), cast(:times as text[]))
        as added (id, line, level, message, time)
      on conflict do nothing""";

  private static final String COPY_POSTGRESQL =
      """
      copy #test_script_log (execution_id, line_number, log_level, message, timestamp)
      from stdin""";

  private final Database database;

  LogRepository(Database database) {
    this.database = database;
  }

  /**
   * Writes a group in one transaction and returns the executions that have no row (any more), of
   * which nothing was written.
   *
   * @throws BatchRefusedException when the lines of one execution can never be written
   */
  Set<ExecutionId> append(List<LogBatch> group) {
    return database.write(transaction -> append(transaction, group));
  }

  private static Set<ExecutionId> append(Transaction transaction, List<LogBatch> group) {
    Set<ExecutionId> present = present(transaction, group);
    Set<ExecutionId> gone = new HashSet<>();
    List<LogBatch> writable = new ArrayList<>();
    for (LogBatch batch : group) {
      if (present.contains(batch.id())) {
        writable.add(batch);
      } else {
        gone.add(batch.id());
      }
    }
    List<LogEntry> lines = writable.stream().flatMap(batch -> batch.lines().stream()).toList();
    if (!lines.isEmpty() && insert(transaction, lines) < lines.size()) {
      writable.forEach(batch -> refuseDifferent(transaction, batch));
    }
    writable.forEach(batch -> checkpoint(transaction, batch));
    return gone;
  }

  // Locked against deletion, so that no foreign key fails half-way and takes the others with it.
  private static Set<ExecutionId> present(Transaction transaction, List<LogBatch> group) {
    String lock = transaction.dialect() == Dialect.POSTGRESQL ? " for key share" : "";
    return transaction
        .query(
            "select execution_id from #test_script_execution where execution_id in (<ids>)"
                + " order by execution_id"
                + lock)
        .bindList("ids", group.stream().map(batch -> batch.id().value()).toList())
        .mapTo(String.class)
        .stream()
        .map(ExecutionId::of)
        .collect(Collectors.toSet());
  }

  private static int insert(Transaction transaction, List<LogEntry> lines) {
    return transaction.dialect() == Dialect.POSTGRESQL
        ? insertArrays(transaction, lines)
        : insertBatch(transaction, lines);
  }

  private static int insertArrays(Transaction transaction, List<LogEntry> lines) {
    if (transaction.copy(COPY_POSTGRESQL, rows(lines))) {
      return lines.size();
    }
    return transaction
        .update(INSERT_POSTGRESQL)
        .bindArray("ids", String.class, lines.stream().map(l -> l.executionId().value()).toList())
        .bindArray("lines", Long.class, lines.stream().map(LogEntry::lineNumber).toList())
        .bindArray("levels", String.class, lines.stream().map(l -> l.level().wireName()).toList())
        .bindArray("messages", String.class, lines.stream().map(LogEntry::message).toList())
        .bindArray(
            "times", String.class, lines.stream().map(l -> l.timestamp().toString()).toList())
        .execute();
  }

  private static CopyRows rows(List<LogEntry> lines) {
    CopyRows rows = new CopyRows();
    for (LogEntry line : lines) {
      rows.value(line.executionId().value())
          .value(Long.toString(line.lineNumber()))
          .value(line.level().wireName())
          .value(line.message())
          .value(SqlColumns.text(line.timestamp()))
          .end();
    }
    return rows;
  }

  private static int insertBatch(Transaction transaction, List<LogEntry> lines) {
    return transaction.batch(
        INSERT_SQLITE,
        lines,
        (row, line) -> {
          row.setString(1, line.executionId().value());
          row.setLong(2, line.lineNumber());
          row.setString(3, line.level().wireName());
          row.setString(4, line.message());
          row.setString(5, SqlColumns.text(line.timestamp()));
        });
  }

  /** After a crash or an unknown commit the same lines come again; other lines are a fault. */
  private static void refuseDifferent(Transaction transaction, LogBatch batch) {
    List<LogEntry> lines = batch.lines();
    for (int from = 0; from < lines.size(); from += COMPARE_SLICE) {
      List<LogEntry> slice = lines.subList(from, Math.min(lines.size(), from + COMPARE_SLICE));
      Map<Long, LogEntry> stored = stored(transaction, batch.id(), slice);
      for (LogEntry line : slice) {
        if (!line.equals(stored.get(line.lineNumber()))) {
          throw new BatchRefusedException(
              batch.id(),
              "line " + line.lineNumber() + " is in the database already, with another content",
              null);
        }
      }
    }
  }

  private static Map<Long, LogEntry> stored(
      Transaction transaction, ExecutionId id, List<LogEntry> lines) {
    Map<Long, LogEntry> stored = new HashMap<>();
    transaction
        .query(
            """
            select line_number, log_level, message, timestamp from #test_script_log
            where execution_id = :id and line_number in (<lines>)""")
        .bind("id", id.value())
        .bindList("lines", lines.stream().map(LogEntry::lineNumber).toList())
        .map(LogReadRepository.entry(id))
        .forEach(line -> stored.put(line.lineNumber(), line));
    return stored;
  }

  private static void checkpoint(Transaction transaction, LogBatch batch) {
    if (batch.checkpoint() == null) {
      return;
    }
    try {
      batch.checkpoint().commit(transaction);
    } catch (EnergyOpsException e) {
      if (e.code() == ErrorCode.STALE_FENCE) {
        throw new BatchRefusedException(batch.id(), "another owner has taken it over", e);
      }
      throw e;
    }
  }
}
