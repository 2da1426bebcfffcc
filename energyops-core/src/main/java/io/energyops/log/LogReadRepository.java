package io.energyops.log;

import io.energyops.database.Database;
import io.energyops.database.Dialect;
import io.energyops.database.Transaction;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Reads lines by pages of the key, each page in a snapshot of its own. */
final class LogReadRepository {

  // Ten thousand lines of 64 KiB would be more than a heap wants to hold.
  private static final long MAX_PAGE_CHARACTERS = 8L << 20;
  private static final int FETCH_ROWS = 500;
  private static final String COLUMNS = "select line_number, log_level, message, timestamp";

  private final Database database;

  LogReadRepository(Database database) {
    this.database = database;
  }

  LogPage page(ExecutionId id, LogQuery query) {
    return database.read(
        transaction -> {
          state(transaction, id);
          return page(transaction, id, query);
        });
  }

  LogState from(ExecutionId id, long fromLine, int limit) {
    return database.read(
        transaction -> {
          LogState state = state(transaction, id);
          LogPage page = page(transaction, id, LogQuery.all().from(fromLine).limit(limit));
          return new LogState(state.status(), state.outputLines(), page);
        });
  }

  List<LogEntry> tail(ExecutionId id, int lines) {
    return database.read(
        transaction -> {
          state(transaction, id);
          List<LogEntry> entries =
              new ArrayList<>(
                  transaction
                      .query(
                          COLUMNS
                              + " from #test_script_log where execution_id = :id"
                              + " order by line_number desc limit :limit")
                      .bind("id", id.value())
                      .bind("limit", lines)
                      .map(entry(id))
                      .list());
          Collections.reverse(entries);
          return entries;
        });
  }

  long count(ExecutionId id) {
    return database.read(
        transaction ->
            transaction
                .query("select count(*) from #test_script_log where execution_id = :id")
                .bind("id", id.value())
                .mapTo(Long.class)
                .one());
  }

  /** How many lines an execution that has ended says it has beyond those that were found. */
  long missing(ExecutionId id, long found) {
    return database.read(
        transaction -> {
          LogState state = state(transaction, id);
          return state.status().terminal() ? Math.max(0, state.outputLines() - found) : 0;
        });
  }

  /** Reads the columns line_number, log_level, message and timestamp, in this order. */
  static RowMapper<LogEntry> entry(ExecutionId id) {
    return (row, context) -> {
      ColumnMapper<Instant> time = context.findColumnMapperFor(Instant.class).orElseThrow();
      return new LogEntry(
          id,
          row.getLong(1),
          LogLevel.ofWireName(row.getString(2)),
          row.getString(3),
          time.map(row, 4, context));
    };
  }

  private static LogState state(Transaction transaction, ExecutionId id) {
    return transaction
        .query("select status, output_lines from #test_script_execution where execution_id = :id")
        .bind("id", id.value())
        .map(
            (row, context) ->
                new LogState(
                    ExecutionStatus.ofWireName(row.getString(1)),
                    row.getLong(2),
                    new LogPage(List.of(), OptionalLong.empty())))
        .findOne()
        .orElseThrow(
            () ->
                new NotFoundException(
                    ErrorCode.NOT_FOUND, "There is no execution " + id + " (any more)"));
  }

  private static LogPage page(Transaction transaction, ExecutionId id, LogQuery query) {
    Query select =
        transaction
            .query(sql(transaction.dialect(), query))
            .setFetchSize(FETCH_ROWS)
            .bind("id", id.value())
            .bind("from", query.fromLine())
            .bind("limit", query.limit() + 1);
    query.toLine().ifPresent(line -> select.bind("to", line));
    query.text().ifPresent(text -> select.bind("text", query.ignoreCase() ? like(text) : text));
    if (!query.levels().isEmpty()) {
      select.bindList("levels", query.levels().stream().map(LogLevel::wireName).toList());
    }
    try (Stream<LogEntry> rows = select.map(entry(id)).stream()) {
      return filled(rows.iterator(), query.limit());
    }
  }

  private static LogPage filled(Iterator<LogEntry> rows, int limit) {
    List<LogEntry> entries = new ArrayList<>();
    long characters = 0;
    while (rows.hasNext()) {
      LogEntry next = rows.next();
      if (entries.size() == limit || characters >= MAX_PAGE_CHARACTERS) {
        return new LogPage(entries, OptionalLong.of(next.lineNumber()));
      }
      entries.add(next);
      characters += next.message().length();
    }
    return new LogPage(entries, OptionalLong.empty());
  }

  private static String sql(Dialect dialect, LogQuery query) {
    StringBuilder sql = new StringBuilder(COLUMNS);
    sql.append(" from #test_script_log where execution_id = :id and line_number >= :from");
    if (query.toLine().isPresent()) {
      sql.append(" and line_number <= :to");
    }
    if (!query.levels().isEmpty()) {
      sql.append(" and log_level in (<levels>)");
    }
    if (query.text().isPresent()) {
      sql.append(contains(dialect, query.ignoreCase()));
    }
    return sql.append(" order by line_number limit :limit").toString();
  }

  private static String contains(Dialect dialect, boolean ignoreCase) {
    if (ignoreCase) {
      return dialect == Dialect.POSTGRESQL
          ? " and message ilike :text escape '!'"
          : " and message like :text escape '!'";
    }
    return dialect == Dialect.POSTGRESQL
        ? " and strpos(message, :text) > 0"
        : " and instr(message, :text) > 0";
  }

  private static String like(String text) {
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
