package io.energyops.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.log.LogBatcher;
import io.energyops.run.ExecutionId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The log table of a host's database, with one execution in it. */
final class LogTable implements AutoCloseable {

  private final LogDatabase database;
  private final HikariDataSource source;
  private final ExecutionId id;

  private LogTable(LogDatabase database, HikariDataSource source, ExecutionId id) {
    this.database = database;
    this.source = source;
    this.id = id;
  }

  /** Opens a database of this name; on PostgreSQL the sides share the server and its table. */
  static LogTable open(LogDatabase database, Setting setting, String name) throws SQLException {
    HikariDataSource source = database.open(setting, "log-" + name);
    LogTable table = new LogTable(database, source, ExecutionId.of("execution-1"));
    // The batcher makes the schema, so both sides have the table that it writes to.
    LogBatcher.builder(source).build().close();
    table.clear();
    table.execution(1);
    return table;
  }

  HikariDataSource source() {
    return source;
  }

  LogDatabase database() {
    return database;
  }

  ExecutionId id() {
    return id;
  }

  String name() {
    return database.table("test_script_log");
  }

  void clear() throws SQLException {
    for (String sql : database.clear(name())) {
      execute(sql);
    }
  }

  /** What the table holds, in few words. */
  String content() throws SQLException {
    String sql =
        "select count(*), min(line_number), max(line_number), sum(length(message)),"
            + " count(distinct timestamp) from "
            + name();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1)
          + " lines from "
          + row.getLong(2)
          + " to "
          + row.getLong(3)
          + " with "
          + row.getLong(4)
          + " characters at "
          + row.getLong(5)
          + " times";
    }
  }

  /** The last line, in few words. */
  String last() throws SQLException {
    String sql =
        "select line_number, message from " + name() + " order by line_number desc limit 1";
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1) + " lines to " + row.getString(2);
    }
  }

  /** Makes sure that there is an execution of this number. */
  ExecutionId execution(int number) throws SQLException {
    execute(
        "insert into "
            + database.table("test_script")
            + " (id, script_name, original_filename, file_path, file_size, uploaded_by)"
            + " values ('script', 'day_ahead', 'day_ahead.py', 'sandbox/day_ahead.py', 1, 'bench')"
            + " on conflict do nothing");
    execute(
        "insert into "
            + database.table("test_script_execution")
            + " (id, execution_id, script_id, status) values ('row-"
            + number
            + "', 'execution-"
            + number
            + "', 'script', 'running') on conflict do nothing");
    return ExecutionId.of("execution-" + number);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
