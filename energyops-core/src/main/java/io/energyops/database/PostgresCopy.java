package io.energyops.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.postgresql.PGConnection;

/** Knows the driver's own interface. Loaded only where PostgreSQL is used. */
final class PostgresCopy {

  private static final String UNIQUE_VIOLATION = "23505";

  private PostgresCopy() {}

  /**
   * Copies rows into a table.
   *
   * @return false when nothing was copied: the connection does not lead to the driver that this
   *     class knows, or a row is in the table already
   */
  static boolean copied(Connection connection, String sql, byte[] rows) throws SQLException {
    if (!connection.isWrapperFor(PGConnection.class)) {
      return false;
    }
    Savepoint before = connection.setSavepoint();
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql, new ByteArrayInputStream(rows));
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      return false;
    } catch (IOException e) {
      throw new SQLException("Reading rows out of memory failed", e);
    }
    connection.releaseSavepoint(before);
    return true;
  }
}
