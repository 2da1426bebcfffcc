package io.energyops.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes the same lines into the same table with one prepared statement and JDBC's batches. */
final class JdbcSide implements Side {

  /** As many as the batcher puts into a transaction when it is behind. */
  static final int LINES_PER_COMMIT = 2000;

  private final LogTable table;
  private final LogLines lines = new LogLines();
  private final int count;

  JdbcSide(LogTable table, Size size) {
    this.table = table;
    this.count = size.of(BatcherSide.LINES);
  }

  @Override
  public void prepare() throws Exception {
    table.clear();
  }

  @Override
  public Measured measure() throws Exception {
    long began = System.nanoTime();
    insert();
    long nanos = System.nanoTime() - began;
    return Measured.rate(count, nanos, table.content());
  }

  private void insert() throws SQLException {
    String sql =
        "insert into "
            + table.name()
            + " (execution_id, line_number, log_level, message, timestamp) values (?, ?, ?, ?, ?)";
    try (Connection connection = table.source().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 1; i <= count; i++) {
          statement.setString(1, table.id().value());
          statement.setLong(2, i);
          statement.setString(3, "stdout");
          statement.setString(4, lines.message(i));
          statement.setObject(5, table.database().timestamp(lines.time(i)));
          statement.addBatch();
          if (i % LINES_PER_COMMIT == 0 || i == count) {
            statement.executeBatch();
            connection.commit();
          }
        }
      }
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
