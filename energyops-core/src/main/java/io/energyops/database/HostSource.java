package io.energyops.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * A host's data source as it is used here: a connection begins outside any transaction, in
 * auto-commit mode and on SQLite with foreign keys on (our deletes stand on cascades, and SQLite
 * leaves them off by default), and goes back as it came, whatever happened meanwhile.
 */
final class HostSource implements DataSource {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(HostSource.class);

  private final DataSource source;
  private final Dialect dialect;

  HostSource(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return borrowed(source.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return borrowed(source.getConnection(user, password));
  }

  Dialect dialect() {
    return dialect;
  }

  static boolean foreignKeys(Connection connection) throws SQLException {
    return asks(connection, "pragma foreign_keys");
  }

  /** Makes a connection of the host's source ready; closing the result puts it back. */
  Connection borrowed(Connection connection) throws SQLException {
    try {
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        leaveTransaction(connection);
      }
      boolean switchedOn = dialect == Dialect.SQLITE && !foreignKeys(connection);
      if (switchedOn) {
        execute(connection, "pragma foreign_keys = on");
      }
      return guarded(connection, autoCommit, switchedOn);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  // A pool without auto-commit hands connections out inside a transaction that at most a validation
  // query began. One that has written is somebody's: neither ending is ours to choose.
  private void leaveTransaction(Connection connection) throws SQLException {
    if (dialect == Dialect.POSTGRESQL
        && asks(connection, "select pg_current_xact_id_if_assigned() is not null")) {
      throw CallersTransaction.running();
    }
    connection.rollback();
    connection.setAutoCommit(true);
  }

  private static Connection guarded(Connection connection, boolean autoCommit, boolean switchedOn) {
    AtomicBoolean open = new AtomicBoolean(true);
    return (Connection)
        Proxy.newProxyInstance(
            HostSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                if (open.compareAndSet(true, false)) {
                  giveBack(connection, autoCommit, switchedOn);
                }
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void giveBack(Connection connection, boolean autoCommit, boolean switchedOn)
      throws SQLException {
    try {
      if (!connection.isClosed()) {
        restore(connection, autoCommit, switchedOn);
      }
    } catch (SQLException e) {
      LOG.debug("A connection could not be put back as it was; the pool has to drop it", e);
    } finally {
      connection.close();
    }
  }

  private static void restore(Connection connection, boolean autoCommit, boolean switchedOn)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
    if (switchedOn) {
      // Inside a transaction the pragma would do nothing.
      if (!connection.getAutoCommit()) {
        connection.setAutoCommit(true);
      }
      execute(connection, "pragma foreign_keys = off");
    }
    if (connection.getAutoCommit() != autoCommit) {
      connection.setAutoCommit(autoCommit);
    }
  }

  private static boolean asks(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(HostSource.class.getPackageName());
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(source) ? type.cast(source) : source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(source) || source.isWrapperFor(type);
  }
}
