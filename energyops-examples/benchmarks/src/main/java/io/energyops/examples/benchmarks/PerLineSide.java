package io.energyops.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes each line by an insert of its own, committed at once. */
final class PerLineSide implements Side {

  private final LogTable table;
  private final LogLines lines = new LogLines();
  private final int count;

  PerLineSide(LogTable table, int count) {
    this.table = table;
    this.count = count;
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
    try (Connection connection = table.source().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int number = 1; number <= count; number++) {
        statement.setString(1, table.id().value());
        statement.setLong(2, number);
        statement.setString(3, "stdout");
        statement.setString(4, lines.message(number));
        statement.setObject(5, table.database().timestamp(lines.time(number)));
        statement.executeUpdate();
      }
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
