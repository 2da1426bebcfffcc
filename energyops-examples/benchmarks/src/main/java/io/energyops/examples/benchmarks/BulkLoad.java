package io.energyops.examples.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Brings lines into the log table as each database's guide advises: JDBC's batches on SQLite, COPY
 * on PostgreSQL. The lines hold nothing that COPY would have to escape.
 */
final class BulkLoad {

  private static final int BATCH = 500;
  private static final int COPY = 5000;
  private static final String COLUMNS =
      " (execution_id, line_number, log_level, message, timestamp)";

  private BulkLoad() {}

  static void load(LogTable table, Iterator<String> messages) throws SQLException, IOException {
    try (Connection connection = table.source().getConnection()) {
      connection.setAutoCommit(false);
      if (table.database() == LogDatabase.POSTGRESQL) {
        copy(connection, table, messages);
      } else {
        batches(connection, table, messages);
      }
      connection.setAutoCommit(true);
    }
  }

  private static void batches(Connection connection, LogTable table, Iterator<String> messages)
      throws SQLException {
    String sql = "insert into " + table.name() + COLUMNS + " values (?, ?, ?, ?, ?)";
    LogLines times = new LogLines();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int number = 1; messages.hasNext(); number++) {
        statement.setString(1, table.id().value());
        statement.setLong(2, number);
        statement.setString(3, "stdout");
        statement.setString(4, messages.next());
        statement.setObject(5, table.database().timestamp(times.time(number)));
        statement.addBatch();
        if (number % BATCH == 0 || !messages.hasNext()) {
          statement.executeBatch();
          connection.commit();
        }
      }
    }
  }

  private static void copy(Connection connection, LogTable table, Iterator<String> messages)
      throws SQLException, IOException {
    String sql = "copy " + table.name() + COLUMNS + " from stdin";
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    LogLines times = new LogLines();
    StringBuilder rows = new StringBuilder();
    for (int number = 1; messages.hasNext(); number++) {
      rows.append(table.id().value()).append('\t').append(number).append("\tstdout\t");
      rows.append(messages.next()).append('\t').append(times.time(number)).append('\n');
      if (number % COPY == 0 || !messages.hasNext()) {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.copyIn(sql, new ByteArrayInputStream(bytes));
        connection.commit();
        rows.setLength(0);
      }
    }
  }
}
