package io.energyops.database;

import java.sql.Connection;
import org.jdbi.v3.core.ConnectionFactory;

/** Hands out the host's connection and never closes it. */
final class BorrowedConnection implements ConnectionFactory {

  private final Connection connection;

  BorrowedConnection(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Connection openConnection() {
    return connection;
  }

  @Override
  public void closeConnection(Connection ignored) {
    // The host closes it.
  }
}
