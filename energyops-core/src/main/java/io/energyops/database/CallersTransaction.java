package io.energyops.database;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells data sources that hand out the connection of the caller's running transaction: a commit of
 * ours on it would end the host's transaction. Spring's classes are known by name alone, in
 * whatever class loader they are.
 */
final class CallersTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(CallersTransaction.class);
  private static final String SPRING = "org.springframework.jdbc.datasource.";
  private static final String BOUND = SPRING + "TransactionAwareDataSourceProxy";

  /** One connection for everybody, and so for a transaction of the host as well. */
  private static final String SHARED = SPRING + "SingleConnectionDataSource";

  private CallersTransaction() {}

  /** Returns what gives connections of their own: the given source, or the one below its proxy. */
  static DataSource outside(DataSource given) {
    DataSource source = given;
    while (isA(source, BOUND)) {
      DataSource target = target(source);
      if (target == null) {
        throw refused(source);
      }
      LOG.info(
          "Connections are taken from the source below {}: what is done here commits by itself",
          source.getClass().getSimpleName());
      source = target;
    }
    if (wraps(source, BOUND) || wraps(source, SHARED)) {
      throw refused(source);
    }
    return source;
  }

  /** Refuses what only the connection shows, since a source of the host's own passed it on. */
  static void refuseBound(DataSource source, Connection connection) {
    if (Proxy.isProxyClass(connection.getClass())
        && Proxy.getInvocationHandler(connection).getClass().getName().startsWith(BOUND)) {
      throw refused(source);
    }
  }

  static ConflictException running() {
    return new ConflictException(
        ErrorCode.CALLERS_TRANSACTION,
        "The given data source handed out a connection with a running transaction that has written"
            + " rows; give the pool itself, which hands out connections of their own");
  }

  private static ConflictException refused(DataSource source) {
    return new ConflictException(
        ErrorCode.CALLERS_TRANSACTION,
        "The given data source ("
            + source.getClass().getName()
            + ") hands out the connection of the caller's running transaction, which a commit here"
            + " would end; give the pool below it, the target of the proxy");
  }

  private static boolean isA(Object object, String name) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean wraps(DataSource source, String name) {
    if (isA(source, name)) {
      return true;
    }
    for (@Nullable ClassLoader loader : loaders(source)) {
      try {
        if (source.isWrapperFor(Class.forName(name, false, loader))) {
          return true;
        }
      } catch (ClassNotFoundException | SQLException | LinkageError e) {
        LOG.debug("{} is not below {}", name, source.getClass().getName(), e);
      }
    }
    return false;
  }

  private static Set<ClassLoader> loaders(DataSource source) {
    Set<ClassLoader> loaders = new java.util.LinkedHashSet<>();
    loaders.add(source.getClass().getClassLoader());
    loaders.add(Thread.currentThread().getContextClassLoader());
    loaders.remove(null);
    return loaders;
  }

  private static @Nullable DataSource target(DataSource proxy) {
    try {
      return (DataSource) proxy.getClass().getMethod("getTargetDataSource").invoke(proxy);
    } catch (ReflectiveOperationException | ClassCastException e) {
      LOG.debug("{} does not say what it stands before", proxy.getClass().getName(), e);
      return null;
    }
  }
}
