package io.energyops.it.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * A data source that times transactions: from the end of their first statement, which holds what
 * others wait for, to the end of the commit. Thread-safe.
 */
final class TimedSource {

  private final DataSource real;
  private final ReentrantLock lock = new ReentrantLock();

  // Both guarded by lock.
  private final List<Long> nanos = new ArrayList<>();
  private long largest;

  TimedSource(DataSource real) {
    this.real = real;
  }

  void forget() {
    lock.lock();
    try {
      nanos.clear();
      largest = 0;
    } finally {
      lock.unlock();
    }
  }

  /** The most rows that one statement changed. */
  long largest() {
    lock.lock();
    try {
      return largest;
    } finally {
      lock.unlock();
    }
  }

  long millis(int percentile) {
    lock.lock();
    try {
      List<Long> sorted = nanos.stream().sorted().toList();
      int at = (int) Math.ceil(percentile / 100.0 * sorted.size()) - 1;
      return TimeUnit.NANOSECONDS.toMillis(sorted.get(Math.max(0, at)));
    } finally {
      lock.unlock();
    }
  }

  DataSource source() {
    return FaultySource.proxy(
        DataSource.class,
        (method, arguments) ->
            method.getName().equals("getConnection")
                ? connection((Connection) method.invoke(real, arguments))
                : method.invoke(real, arguments));
  }

  private Connection connection(Connection connection) {
    long[] began = {0};
    return FaultySource.proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = method.invoke(connection, arguments);
          if (method.getName().equals("commit")) {
            committed(began);
          } else if (method.getName().equals("rollback")) {
            began[0] = 0;
          }
          return result instanceof PreparedStatement statement
              ? statement(statement, began)
              : result;
        });
  }

  private PreparedStatement statement(PreparedStatement statement, long[] began) {
    return FaultySource.proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          Object result = method.invoke(statement, arguments);
          if (method.getName().startsWith("execute")) {
            began[0] = began[0] == 0 ? System.nanoTime() : began[0];
            changed(statement.getUpdateCount());
          }
          return result;
        });
  }

  private void changed(long rows) {
    lock.lock();
    try {
      largest = Math.max(largest, rows);
    } finally {
      lock.unlock();
    }
  }

  private void committed(long[] began) {
    lock.lock();
    try {
      if (began[0] != 0) {
        nanos.add(System.nanoTime() - began[0]);
      }
      began[0] = 0;
    } finally {
      lock.unlock();
    }
  }
}
