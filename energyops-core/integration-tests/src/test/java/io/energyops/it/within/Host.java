package io.energyops.it.within;

import io.energyops.EnergyOps;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A plain JDBC application with a table of its own beside the engine's.
 *
 * @param ops the engine
 * @param source the application's connections
 * @param ours what stands before the name of a table of the engine
 * @param orders the application's table
 */
record Host(EnergyOps ops, DataSource source, String ours, String orders) implements AutoCloseable {

  static Host of(EnergyOps ops, DataSource source, String ours, String theirs) throws SQLException {
    Host host = new Host(ops, source, ours, theirs + "host_order");
    try (Connection connection = source.getConnection()) {
      if (!theirs.isEmpty()) {
        execute(connection, "create schema " + theirs.replace(".", ""));
      }
      execute(connection, "create table " + host.orders() + " (name text not null primary key)");
    }
    return host;
  }

  /** A connection in a transaction. */
  Connection begin() throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  void order(Connection connection, String name) throws SQLException {
    execute(connection, "insert into " + orders + " (name) values ('" + name + "')");
  }

  boolean ordered(String name) {
    return count(orders, "name = '" + name + "'") == 1;
  }

  /** Counts rows of a table of the engine, as everybody else sees them. */
  long ours(String table, String where) {
    return count(ours + table, where);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String table, String where) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from " + table + " where " + where)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ops.close();
    if (source instanceof AutoCloseable pool) {
      try {
        pool.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
