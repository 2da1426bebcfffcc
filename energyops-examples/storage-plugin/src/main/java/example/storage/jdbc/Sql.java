package example.storage.jdbc;

import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in one transaction and says in the SPI's words what failed. */
final class Sql {

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private final Connections connections;
  private volatile boolean closed;

  Sql(Connections connections) {
    this.connections = connections;
  }

  /** Runs also after the close: what was under way then ends as it would. */
  <T> T transaction(String what, Work<T> work) {
    try (Connection connection = connections.get()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw unavailable(what, e);
    }
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  void requireOpen() {
    if (closed) {
      throw new StorageClosedException("jdbc");
    }
  }

  // The driver's text may quote values, so the state stands for it.
  static StorageUnavailableException unavailable(String what, SQLException e) {
    return new StorageUnavailableException(
        "The storage database could not "
            + what
            + " (SQLSTATE "
            + e.getSQLState()
            + ", code "
            + e.getErrorCode()
            + "). Check the database and try again.",
        null,
        e);
  }
}
