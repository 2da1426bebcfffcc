package io.energyops.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A host's SQLite data source, with foreign keys switched on while a connection is ours and put
 * back as they were: our deletes stand on cascades, and SQLite leaves them off by default.
 */
final class ForeignKeySource implements DataSource {

  private final DataSource source;

  ForeignKeySource(DataSource source) {
    this.source = source;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return guarded(source.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return guarded(source.getConnection(user, password));
  }

  private static Connection guarded(Connection connection) throws SQLException {
    boolean before = foreignKeys(connection);
    if (before) {
      return connection;
    }
    execute(connection, "pragma foreign_keys = on");
    return (Connection)
        Proxy.newProxyInstance(
            ForeignKeySource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close") && !connection.isClosed()) {
                execute(connection, "pragma foreign_keys = off");
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  static boolean foreignKeys(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("pragma foreign_keys")) {
      return row.next() && row.getInt(1) == 1;
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
    return Logger.getLogger(ForeignKeySource.class.getPackageName());
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
