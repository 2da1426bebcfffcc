package io.energyops.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One connection and one transaction for all that an inspection or a migration does. Flyway by
 * itself takes two connections, which a pool of one cannot give, commits its steps one by one, and
 * sets role and search path for the session, which a pooler in transaction mode would hand on to
 * strangers. Here its commits wait for {@link #commit}, what it sets ends with the transaction, and
 * so does the lock: nothing is left when the process dies.
 */
final class MigrationSession implements AutoCloseable {

  private static final Duration LOCK_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOCK_PAUSE = Duration.ofMillis(50);

  private final Connection connection;
  private final Dialect dialect;
  private final String schema;
  private final boolean writes;
  private boolean autoCommit = true;

  private MigrationSession(Connection connection, Dialect dialect, String schema, boolean writes) {
    this.connection = connection;
    this.dialect = dialect;
    this.schema = schema;
    this.writes = writes;
  }

  /** Begins a transaction in which the database itself refuses to write where it can. */
  static MigrationSession reading(DataSource source, Dialect dialect, String schema)
      throws SQLException {
    return begin(new MigrationSession(source.getConnection(), dialect, schema, false));
  }

  /** Begins a transaction that holds the lock of migrations, once nobody else holds it. */
  static MigrationSession migrating(DataSource source, Dialect dialect, String schema)
      throws SQLException {
    return begin(new MigrationSession(source.getConnection(), dialect, schema, true));
  }

  private static MigrationSession begin(MigrationSession session) throws SQLException {
    try {
      session.begin();
      return session;
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  /** Hands out the connection of this session, as often as asked. */
  DataSource source() {
    Connection shared = proxy(Connection.class, this::onConnection);
    return proxy(
        DataSource.class,
        (method, arguments) ->
            switch (method.getName()) {
              case "getConnection" -> shared;
              case "toString" -> "the migration's connection";
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  void commit() throws SQLException {
    if (dialect == Dialect.SQLITE) {
      execute("commit");
    } else {
      connection.commit();
    }
  }

  /** Rolls back what was not committed and gives the connection back. */
  @Override
  public void close() throws SQLException {
    try {
      if (!connection.isClosed()) {
        rollBack();
        if (dialect == Dialect.POSTGRESQL) {
          connection.setAutoCommit(true);
        }
      }
    } finally {
      connection.close();
    }
  }

  private void begin() throws SQLException {
    if (dialect == Dialect.SQLITE) {
      beginSqlite();
      return;
    }
    connection.setAutoCommit(false);
    // A snapshot that was taken before the wait for the lock would not show what the holder made.
    execute(
        "set transaction isolation level read committed, " + (writes ? "read write" : "read only"));
    if (writes) {
      noticeOurDeath();
      execute("set local lock_timeout = " + LOCK_LIMIT.toMillis());
      try (PreparedStatement lock =
          connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
        lock.setString(1, "energyops migration of " + schema);
        lock.execute();
      }
    }
  }

  // A long statement of a migrator that was killed would hold the lock until its end. Not every
  // platform of a server can tell.
  private void noticeOurDeath() throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      execute("set local client_connection_check_interval = 1000");
    } catch (SQLException e) {
      connection.rollback(before);
    }
    connection.releaseSavepoint(before);
  }

  private void beginSqlite() throws SQLException {
    long start = System.nanoTime();
    while (true) {
      try {
        execute(writes ? "begin immediate" : "begin");
        return;
      } catch (SQLException e) {
        if (!SqlFault.lostRace(e) || System.nanoTime() - start > LOCK_LIMIT.toNanos()) {
          throw e;
        }
        LockSupport.parkNanos(LOCK_PAUSE.toNanos());
      }
    }
  }

  private void rollBack() throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      connection.rollback();
      return;
    }
    try {
      execute("rollback");
    } catch (SQLException e) {
      // Committed already, or rolled back by SQLite itself after an error.
      if (!connection.getAutoCommit()) {
        throw e;
      }
    }
  }

  private @Nullable Object onConnection(Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "getAutoCommit" -> {
        return autoCommit;
      }
      case "setAutoCommit" -> autoCommit = arguments != null && (boolean) arguments[0];
      case "commit", "close" -> {
        return null;
      }
      case "rollback" -> {
        if (arguments != null) {
          return method.invoke(connection, arguments);
        }
        rollBack();
        begin();
      }
      case "prepareStatement" -> {
        if (arguments != null) {
          arguments[0] = transactionLocal((String) arguments[0]);
        }
        return method.invoke(connection, arguments);
      }
      default -> {
        return method.invoke(connection, arguments);
      }
    }
    return null;
  }

  private static String transactionLocal(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT);
    if (lower.startsWith("set role ")) {
      return "set local role " + sql.substring("set role ".length());
    }
    return lower.startsWith("select set_config('search_path', ?, false")
        ? "select set_config('search_path', ?, true)"
        : sql;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface Call {
    @Nullable Object on(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            MigrationSession.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return call.on(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
