package io.energyops.it.host;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A host's pool that resets nothing by itself: it compares what comes back with what was taken, and
 * complains of a thread that takes a connection while it holds one.
 */
final class WatchedPool implements AutoCloseable {

  private final HostDatabase kind;
  private final DataSource real;
  private final boolean autoCommit;
  private final BlockingQueue<Connection> idle;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicInteger lent = new AtomicInteger();
  private final ThreadLocal<Integer> held = ThreadLocal.withInitial(() -> 0);

  WatchedPool(HostDatabase kind, DataSource real, boolean autoCommit, int size)
      throws SQLException {
    this.kind = kind;
    this.real = real;
    this.autoCommit = autoCommit;
    this.idle = new ArrayBlockingQueue<>(size);
    for (int i = 0; i < size; i++) {
      idle.add(connect());
    }
  }

  List<String> complaints() {
    return complaints;
  }

  int lent() {
    return lent.get();
  }

  DataSource source() {
    return proxy(
        DataSource.class,
        (method, arguments) ->
            switch (method.getName()) {
              case "getConnection" -> lend();
              case "isWrapperFor" -> false;
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private Connection lend() throws SQLException, InterruptedException {
    if (held.get() > 0) {
      complaints.add("a second connection for " + Thread.currentThread().getName());
    }
    Connection connection = idle.poll(30, TimeUnit.SECONDS);
    if (connection == null) {
      throw new SQLTransientConnectionException("no connection came back in time");
    }
    lent.incrementAndGet();
    held.set(held.get() + 1);
    String taken = state(connection);
    if (!autoCommit) {
      // As a validation query does, and leaves its transaction open.
      Sql.text(connection, "select 1");
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (!method.getName().equals("close")) {
            return method.invoke(connection, arguments);
          }
          if (open.compareAndSet(true, false)) {
            held.set(held.get() - 1);
            takeBack(connection, taken);
          }
          return null;
        });
  }

  private void takeBack(Connection connection, String taken) throws SQLException {
    String returned;
    try {
      returned = state(connection);
    } catch (SQLException e) {
      // Lost while it was lent.
      connection.close();
      idle.add(connect());
      return;
    }
    if (!returned.equals(taken)) {
      complaints.add("taken: " + taken + "\nreturned: " + returned);
    }
    idle.add(connection);
  }

  private Connection connect() throws SQLException {
    Connection connection = real.getConnection();
    connection.setAutoCommit(autoCommit);
    return connection;
  }

  private String state(Connection connection) throws SQLException {
    StringBuilder state = new StringBuilder();
    if (kind == HostDatabase.POSTGRESQL) {
      TransactionState transaction = connection.unwrap(BaseConnection.class).getTransactionState();
      state.append(transaction == TransactionState.IDLE ? "" : "in a transaction ");
      state.append(connection.getNetworkTimeout()).append(' ').append(connection.getSchema());
    } else if (connection.getAutoCommit()) {
      // Refused inside a transaction.
      Sql.execute(connection, "begin");
      Sql.execute(connection, "rollback");
    }
    state
        .append(" auto-commit ")
        .append(connection.getAutoCommit())
        .append(" isolation ")
        .append(connection.getTransactionIsolation())
        .append(" read-only ")
        .append(connection.isReadOnly())
        .append(" holdability ")
        .append(connection.getHoldability())
        .append(" catalog ")
        .append(connection.getCatalog())
        .append(' ')
        .append(Sql.text(connection, kind.state()));
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
    return state.toString();
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : idle) {
      connection.close();
    }
  }

  private interface Call {
    Object on(Method method, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            WatchedPool.class.getClassLoader(),
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
