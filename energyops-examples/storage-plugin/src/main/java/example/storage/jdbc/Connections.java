package example.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Gives connections; a pool's {@code dataSource::getConnection} fits. */
@FunctionalInterface
public interface Connections {

  /**
   * Gives a connection.
   *
   * @return a connection that the caller closes
   * @throws SQLException when there is none
   */
  Connection get() throws SQLException;
}
