package io.energyops.it.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real data source behind a network that fails when the test says so. */
final class FaultySource {

  /** No connection is given while it is set. */
  volatile boolean down;

  /** The driver's own connection is not given out while it is set, as by some pools. */
  volatile boolean hidesDriver;

  /** So many commits reach the database, but their answer does not come back. */
  final AtomicInteger lostAnswers = new AtomicInteger();

  private final DataSource real;

  FaultySource(DataSource real) {
    this.real = real;
  }

  DataSource source() {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          if (!method.getName().equals("getConnection")) {
            return method.invoke(real, arguments);
          }
          if (down) {
            throw new SQLTransientConnectionException("the database is down", "08001");
          }
          return connection((Connection) method.invoke(real, arguments));
        });
  }

  private Connection connection(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (hidesDriver && method.getName().equals("isWrapperFor")) {
            return false;
          }
          Object result = method.invoke(connection, arguments);
          if (method.getName().equals("commit")
              && lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLException("connection lost while committing", "08006");
          }
          return result;
        });
  }

  /** Answers a call of a proxy. */
  interface Handler {
    Object call(java.lang.reflect.Method method, Object[] arguments) throws Exception;
  }

  /** What the real object throws comes out as it was thrown. */
  static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FaultySource.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return handler.call(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
