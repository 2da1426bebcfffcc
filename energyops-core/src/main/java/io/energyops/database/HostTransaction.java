package io.energyops.database;

import io.energyops.annotation.Internal;
import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that the host began and ends: nothing of it is committed, rolled back or closed
 * here. Each piece of work runs under a savepoint, so that one that fails leaves nothing and the
 * host may go on, where PostgreSQL would refuse every statement after it. As little thread-safe as
 * the host's connection.
 */
@Internal
public final class HostTransaction {

  // As SQL, because a container's connection may forbid Connection.setSavepoint. A savepoint of the
  // host that has the same name is hidden only as long as ours lasts.
  private static final String SET = "savepoint energyops";
  private static final String UNDO = "rollback to savepoint energyops";
  private static final String RELEASE = "release savepoint energyops";

  private final Connection connection;
  private final Transaction transaction;

  HostTransaction(Connection connection, Transaction transaction) {
    this.connection = connection;
    this.transaction = transaction;
  }

  /**
   * Runs work once, whole or not at all, as part of the host's transaction. Nothing is repeated: a
   * race that is lost is the host's to run again.
   *
   * @param work what to do
   * @param <T> what it gives
   * @return what the work gave
   * @throws ConflictException when the transaction has ended, has failed or may not write
   * @throws DatabaseException when the database is out of reach or refuses, or the transaction lost
   *     a race
   */
  public <T extends @Nullable Object> T run(Function<Transaction, T> work) {
    try {
      HostConnection.requireTransaction(connection);
      execute(SET);
      T result = undone(work);
      execute(RELEASE);
      return result;
    } catch (JdbiException | SQLException e) {
      throw translated(e);
    }
  }

  /** Makes sure that the transaction may write, and to the tables that the predicate knows. */
  void require(Predicate<Transaction> ours) {
    try {
      if (!run(tx -> writes(tx) && ours.test(tx))) {
        throw elsewhere(null);
      }
    } catch (DatabaseException e) {
      throw SqlFault.cause(e).filter(SqlFault::unknownTable).isPresent() ? elsewhere(e) : e;
    }
  }

  private <T extends @Nullable Object> T undone(Function<Transaction, T> work) {
    try {
      return work.apply(transaction);
    } catch (RuntimeException | Error e) {
      try {
        execute(UNDO);
        execute(RELEASE);
      } catch (SQLException undo) {
        e.addSuppressed(undo);
      }
      throw e;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  // On SQLite the lock comes now: after a read, as the next one, a write fails at once when another
  // writer was faster.
  private static boolean writes(Transaction tx) {
    if (tx.dialect() == Dialect.SQLITE) {
      return tx.update("delete from main.publisher_lease where 1 = 0").execute() == 0;
    }
    if (tx.query("select current_setting('transaction_read_only') = 'on'")
        .mapTo(Boolean.class)
        .one()) {
      throw HostConnection.unusable("The given transaction is read-only; begin one that may write");
    }
    return true;
  }

  private static EnergyOpsException translated(Exception e) {
    SQLException cause = SqlFault.cause(e).orElse(null);
    if (cause != null && SqlFault.lostRace(cause)) {
      return new DatabaseException(
          ErrorCode.TRANSACTION_LOST,
          "Another transaction was faster or holds a lock ("
              + SqlFault.brief(cause)
              + "); roll the host's transaction back and run it again",
          e);
    }
    if (cause != null && SqlFault.transactionFailed(cause)) {
      return HostConnection.unusable(
          "A statement of the host's transaction failed before; roll it back, to its begin or to a"
              + " savepoint",
          e);
    }
    if (cause != null && SqlFault.refusesWrites(cause)) {
      return HostConnection.unusable(
          "The given transaction is read-only; begin one that may write", e);
    }
    return Database.translated(e, cause);
  }

  private static ConflictException elsewhere(@Nullable Throwable cause) {
    return new ConflictException(
        ErrorCode.TRANSACTION_ELSEWHERE,
        "The given connection leads to another database or schema than the one that is open, or its"
            + " transaction sees the time before the opening",
        cause);
  }
}
