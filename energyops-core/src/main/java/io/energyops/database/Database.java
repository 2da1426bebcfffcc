package io.energyops.database;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.annotation.Internal;
import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
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

  /** For SQLite alone: PostgreSQL's driver parks as virtual threads should. */
  private final @Nullable SqliteThreads threads;

  /** Read-held by each transaction; closing waits for the write lock. */
  private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();

  /** The threads that are in a writing transaction of SQLite, which has one writer, now. */
  private final Set<Thread> writing = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

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
    this.threads = dialect == Dialect.SQLITE ? new SqliteThreads(Databases.READERS) : null;
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
    return onPlatformThread(
        true, () -> transact(() -> once(writer, locksFirst ? locked(work) : work)));
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
    return onPlatformThread(false, () -> transact(() -> once(reader, work)));
  }

  /**
   * Runs work that writes, but waits a second or two at most for a lock that another transaction
   * holds: one of the host may hold it for long, even on the thread that asks.
   *
   * @param work what to do; may be run again after a lost race
   * @param <T> what it gives
   * @return what the work gave
   * @throws DatabaseException when the lock stays taken, or the database is out of reach or refuses
   */
  public <T extends @Nullable Object> T writeUnlessLocked(Function<Transaction, T> work) {
    if (dialect == Dialect.SQLITE) {
      return onPlatformThread(
          true, () -> transact(() -> hastily(locksFirst ? locked(work) : work)));
    }
    return write(
        tx -> {
          LockPatience.shorten(tx);
          return work.apply(tx);
        });
  }

  /**
   * Joins a transaction that the host began and ends.
   *
   * @param connection the host's connection, auto-commit off
   * @param ours says whether the transaction sees the tables that this engine works on
   * @return the transaction; nothing of it is committed, rolled back or closed here
   * @throws io.energyops.error.InvalidArgumentException when there is no connection
   * @throws ConflictException when the connection is closed, in auto-commit mode, read-only, leads
   *     elsewhere or its transaction has failed; on SQLite also when the transaction began with
   *     foreign keys off: inside it they cannot be switched on, and a delete would skip its
   *     cascades in silence
   * @throws DatabaseException when the database is out of reach, or on SQLite the write lock is not
   *     to be had
   */
  public HostTransaction join(Connection connection, Predicate<Transaction> ours) {
    try {
      HostConnection.requireOfDialect(connection, dialect);
    } catch (SQLException e) {
      throw new DatabaseException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "The given connection cannot be used (" + SqlFault.brief(e) + ")",
          e);
    }
    Jdbi borrowed = Jdbi.create(new BorrowedConnection(connection));
    SqlTypes.install(borrowed, dialect);
    HostTransaction host =
        new HostTransaction(connection, new Transaction(borrowed.open(), dialect, prefix()));
    host.require(ours);
    return host;
  }

  /**
   * Refuses work from now on, waits for the transactions under way where the database is ours, and
   * closes it. A thread that is interrupted while it waits closes it all the same: what is under
   * way is rolled back then.
   */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = !owned.isEmpty() && !awaitUnused();
    for (HikariDataSource source : owned) {
      source.close();
    }
    if (threads != null) {
      threads.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitUnused() {
    try {
      inUse.writeLock().lockInterruptibly();
      inUse.writeLock().unlock();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private <T extends @Nullable Object> T onPlatformThread(boolean writes, Supplier<T> work) {
    Supplier<T> entered = () -> entered(writes, work);
    if (threads == null) {
      return entered.get();
    }
    return writes ? threads.write(entered) : threads.read(entered);
  }

  private <T extends @Nullable Object> T entered(boolean writes, Supplier<T> work) {
    // Not lock(): behind a closer that waits it would wait too.
    if (!inUse.readLock().tryLock()) {
      throw closedDatabase(null);
    }
    Thread thread = Thread.currentThread();
    boolean outermost = false;
    try {
      if (closed) {
        throw closedDatabase(null);
      }
      outermost = writes && dialect == Dialect.SQLITE && beginWriting(thread);
      return work.get();
    } catch (DatabaseException e) {
      throw closed ? closedDatabase(e) : interruptedWait(e) ? interrupted(e) : e;
    } finally {
      if (outermost) {
        writing.remove(thread);
      }
      inUse.readLock().unlock();
    }
  }

  private boolean beginWriting(Thread thread) {
    if (!writing.add(thread)) {
      // It would wait for the one connection, or the lock, that this very thread holds.
      throw new IllegalStateException("A transaction that writes was begun inside another one");
    }
    return true;
  }

  // Said by the pool alone, before there is a connection; so nothing was begun.
  private static boolean interruptedWait(DatabaseException e) {
    return SqlFault.caused(e, InterruptedException.class);
  }

  private static EnergyOpsException interrupted(DatabaseException e) {
    return new EnergyOpsException(
        ErrorCode.INTERRUPTED,
        "Interrupted while waiting for a connection of the database; nothing was done",
        e);
  }

  private static ConflictException closedDatabase(@Nullable Throwable cause) {
    return new ConflictException(
        ErrorCode.CLOSED, "The database of the engine is closed; open a new engine", cause);
  }

  private Jdbi jdbi(DataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    SqlTypes.install(jdbi, dialect);
    return jdbi;
  }

  private String prefix() {
    return dialect == Dialect.POSTGRESQL ? '"' + schema + "\"." : "";
  }

  private static <T extends @Nullable Object> T transact(Supplier<T> attempted) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempted.get();
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
    Committed<T> committed;
    try (Handle handle = jdbi.open()) {
      committed = committed(handle, work);
    }
    return committed.told();
  }

  @SuppressWarnings("try")
  private <T extends @Nullable Object> T hastily(Function<Transaction, T> work) {
    Committed<T> committed;
    try (Handle handle = writer.open();
        LockPatience patience = LockPatience.shortened(handle)) {
      committed = committed(handle, work);
    }
    return committed.told();
  }

  private <T extends @Nullable Object> Committed<T> committed(
      Handle handle, Function<Transaction, T> work) {
    handle.begin();
    Transaction transaction = new Transaction(handle, dialect, prefix());
    try {
      T result = work.apply(transaction);
      commit(handle);
      return new Committed<>(result, transaction.committed());
    } catch (RuntimeException | Error e) {
      rollBack(handle, e);
      throw e;
    }
  }

  private record Committed<T extends @Nullable Object>(T result, List<Runnable> actions) {

    /** Called without the connection, which an action may need. */
    T told() {
      actions.forEach(Database::runSafely);
      return result;
    }
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

  private static void commit(Handle handle) {
    try {
      handle.commit();
    } catch (JdbiException e) {
      SQLException cause = SqlFault.cause(e).orElse(null);
      if (cause != null && SqlFault.unavailable(cause) && !SqlFault.lostRace(cause)) {
        throw new DatabaseException(
            ErrorCode.DATABASE_UNAVAILABLE,
            "The database was lost while it committed ("
                + SqlFault.brief(cause)
                + "); whether the transaction took effect is not known, look before you repeat it",
            e);
      }
      throw e;
    }
  }

  private static void rollBack(Handle handle, Throwable reason) {
    try {
      handle.rollback();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  static DatabaseException translated(Exception e, @Nullable SQLException cause) {
    return cause == null
        ? new DatabaseException(
            ErrorCode.DATABASE_FAILURE,
            "The database could not be used (" + e.getClass().getSimpleName() + ")",
            e)
        : SqlFault.exception(cause, e);
  }
}
