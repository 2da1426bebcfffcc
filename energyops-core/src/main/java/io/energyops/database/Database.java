package io.energyops.database;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.annotation.Internal;
import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to the database. Work is a function of a {@link Transaction} that may be run more
 * than once: a transaction that lost a race (busy snapshot, serialisation, deadlock) is repeated as
 * a whole. Thread-safe.
 */
@Internal
public final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int ATTEMPTS = 5;

  private final Dialect dialect;
  private final String schema;
  private final Jdbi writer;
  private final Jdbi reader;
  private final DataSource writerSource;
  private final List<HikariDataSource> owned;

  /** A host's SQLite begins as the host has set it, which need not take the write lock. */
  private final boolean locksFirst;

  Database(
      Dialect dialect,
      String schema,
      DataSource writerSource,
      DataSource readerSource,
      List<HikariDataSource> owned) {
    this.dialect = dialect;
    this.schema = schema;
    this.writerSource = writerSource;
    this.writer = jdbi(writerSource);
    this.reader = jdbi(readerSource);
    this.owned = List.copyOf(owned);
    this.locksFirst = dialect == Dialect.SQLITE && owned.isEmpty();
  }

  /**
   * Returns which database this is.
   *
   * @return the dialect
   */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * Returns the schema of our tables.
   *
   * @return its name, {@code main} on SQLite
   */
  public String schema() {
    return schema;
  }

  /**
   * Returns where writing connections come from.
   *
   * @return the data source
   */
  public DataSource dataSource() {
    return writerSource;
  }

  /**
   * Runs work that writes. On SQLite the transaction takes the write lock at its begin.
   *
   * @param work what to do; may be run again after a lost race
   * @param <T> what it gives
   * @return what the work gave
   * @throws DatabaseException when the database is out of reach or refuses
   */
  public <T extends @Nullable Object> T write(Function<Transaction, T> work) {
    return transact(writer, locksFirst ? locked(work) : work);
  }

  /**
   * Runs work that only reads, in one snapshot.
   *
   * @param work what to do
   * @param <T> what it gives
   * @return what the work gave
   * @throws DatabaseException when the database is out of reach or refuses
   */
  public <T extends @Nullable Object> T read(Function<Transaction, T> work) {
    return transact(reader, work);
  }

  /**
   * Wraps a transaction that the host began and ends.
   *
   * @param connection the host's connection, auto-commit off
   * @return a view of it; nothing of it is committed, rolled back or closed here
   * @throws ConflictException on SQLite when the transaction began with foreign keys off: inside it
   *     they cannot be switched on, and a delete would skip its cascades in silence
   * @throws DatabaseException when the connection is closed or refuses
   */
  public Transaction join(Connection connection) {
    if (dialect == Dialect.SQLITE) {
      refuseWithoutForeignKeys(connection);
    }
    Jdbi borrowed = Jdbi.create(new BorrowedConnection(connection));
    SqlTypes.install(borrowed, dialect);
    return new Transaction(borrowed.open(), dialect, prefix());
  }

  @Override
  public void close() {
    for (HikariDataSource source : owned) {
      source.close();
    }
  }

  private static void refuseWithoutForeignKeys(Connection connection) {
    try {
      if (!HostSource.foreignKeys(connection)) {
        throw new ConflictException(
            ErrorCode.FOREIGN_KEYS_OFF,
            "The SQLite transaction began with foreign keys off; run \"pragma foreign_keys = on\""
                + " on the connection before it begins");
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "The given connection cannot be used (" + SqlFault.brief(e) + ")",
          e);
    }
  }

  private Jdbi jdbi(DataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    SqlTypes.install(jdbi, dialect);
    return jdbi;
  }

  private String prefix() {
    return dialect == Dialect.POSTGRESQL ? '"' + schema + "\"." : "";
  }

  private <T extends @Nullable Object> T transact(Jdbi jdbi, Function<Transaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(jdbi, work);
      } catch (JdbiException e) {
        SQLException cause = SqlFault.cause(e).orElse(null);
        if (cause == null || !SqlFault.lostRace(cause) || attempt == ATTEMPTS) {
          throw translated(e, cause);
        }
        LOG.debug("Transaction lost a race, attempt {} of {}", attempt, ATTEMPTS);
        LockSupport.parkNanos(
            TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(1, 20L * attempt)));
      }
    }
  }

  private <T extends @Nullable Object> T once(Jdbi jdbi, Function<Transaction, T> work) {
    T result;
    Transaction transaction;
    try (Handle handle = jdbi.open()) {
      handle.begin();
      transaction = new Transaction(handle, dialect, prefix());
      try {
        result = work.apply(transaction);
        handle.commit();
      } catch (RuntimeException | Error e) {
        rollBack(handle, e);
        throw e;
      }
    }
    transaction.committed().forEach(Database::runSafely);
    return result;
  }

  // Touches no row, but takes the write lock before anything is read: after a read SQLite refuses a
  // write at once when another writer was faster, whatever the busy timeout.
  private static <T extends @Nullable Object> Function<Transaction, T> locked(
      Function<Transaction, T> work) {
    return tx -> {
      tx.update("delete from #publisher_lease where 1 = 0").execute();
      return work.apply(tx);
    };
  }

  // The transaction is committed: nothing may make it look failed, or be repeated.
  private static void runSafely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("An action after a commit failed; what it was for waits for the next poll", e);
    }
  }

  private static void rollBack(Handle handle, Throwable reason) {
    try {
      handle.rollback();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private static DatabaseException translated(JdbiException e, @Nullable SQLException cause) {
    return cause == null
        ? new DatabaseException(
            ErrorCode.DATABASE_FAILURE,
            "The database could not be used (" + e.getClass().getSimpleName() + ")",
            e)
        : SqlFault.exception(cause, e);
  }
}
