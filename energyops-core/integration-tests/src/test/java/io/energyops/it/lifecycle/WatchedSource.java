package io.energyops.it.lifecycle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import javax.sql.DataSource;

/** Tells of every call of a transaction of a data source, on the thread that makes it. */
final class WatchedSource {

  private final DataSource real;
  private final Runnable called;

  WatchedSource(DataSource real, Runnable called) {
    this.real = real;
    this.called = called;
  }

  DataSource source() {
    return proxy(DataSource.class, real);
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            WatchedSource.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(target, method, arguments)));
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    if (target instanceof Statement || method.getName().equals("commit")) {
      called.run();
    }
    try {
      Object result = method.invoke(target, arguments);
      if (result instanceof PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement);
      }
      if (result instanceof Statement statement) {
        return proxy(Statement.class, statement);
      }
      return result instanceof Connection connection && target == real
          ? proxy(Connection.class, connection)
          : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
