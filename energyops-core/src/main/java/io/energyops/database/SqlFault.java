package io.energyops.database;

import io.energyops.error.ErrorCode;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the kinds of database errors apart, by SQLSTATE and by SQLite's result codes. */
final class SqlFault {

  private static final int SQLITE_ERROR = 1;
  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_IOERR = 10;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_READONLY = 8;
  private static final int SQLITE_CANTOPEN = 14;
  private static final int PRIMARY_CODE = 0xff;

  /** Serialisation failure and deadlock, PostgreSQL manual, appendix A. */
  private static final Set<String> RACES = Set.of("40001", "40P01");

  /** A prepared statement that the pooler's other connection does not have, or has already. */
  private static final Set<String> FOREIGN_STATEMENTS = Set.of("26000", "42P05");

  private static final String READ_ONLY = "25006";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String NOT_ALLOWED = "42501";

  /** Undefined table and invalid schema name. */
  private static final Set<String> UNKNOWN_TABLE = Set.of("42P01", "3F000");

  private SqlFault() {}

  static boolean lostRace(SQLException e) {
    return RACES.contains(state(e)) || sqlite(e, SQLITE_BUSY) || sqlite(e, SQLITE_LOCKED);
  }

  static boolean unavailable(SQLException e) {
    String state = state(e);
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.equals(LOCK_NOT_AVAILABLE)
        || e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException
        || sqlite(e, SQLITE_BUSY)
        || sqlite(e, SQLITE_IOERR)
        || sqlite(e, SQLITE_FULL)
        || sqlite(e, SQLITE_CANTOPEN);
  }

  static boolean lockTimeout(SQLException e) {
    return state(e).equals(LOCK_NOT_AVAILABLE)
        || sqlite(e, SQLITE_BUSY)
        || sqlite(e, SQLITE_LOCKED);
  }

  static boolean notAllowed(Throwable thrown) {
    return cause(thrown).filter(e -> state(e).equals(NOT_ALLOWED)).isPresent();
  }

  static Optional<SQLException> cause(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }

  /** Puts into words what the driver said, with the exception that carried it as the cause. */
  static DatabaseException exception(SQLException said, Exception cause) {
    if (refusesWrites(said)) {
      return readOnly(cause);
    }
    if (unavailable(said)) {
      return new DatabaseException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "The database does not answer (" + brief(said) + "); check it and try again",
          cause);
    }
    String remedy =
        FOREIGN_STATEMENTS.contains(state(said))
            ? "; behind a pooler in transaction mode the JDBC URL needs prepareThreshold=0"
            : "";
    return new DatabaseException(
        ErrorCode.DATABASE_FAILURE,
        "The database refused a statement (" + brief(said) + ")" + remedy,
        cause);
  }

  static DatabaseException readOnly(@Nullable Exception cause) {
    return new DatabaseException(
        ErrorCode.DATABASE_READ_ONLY,
        "The database or its connection takes no writes; give a data source of writable"
            + " connections to the primary",
        cause);
  }

  /** Nothing but a roll-back is accepted any more. */
  static boolean transactionFailed(SQLException e) {
    return state(e).equals("25P02");
  }

  static boolean refusesWrites(SQLException e) {
    return state(e).equals(READ_ONLY) || sqlite(e, SQLITE_READONLY);
  }

  /** On SQLite any statement that cannot be prepared. */
  static boolean unknownTable(SQLException e) {
    return UNKNOWN_TABLE.contains(state(e)) || sqlite(e, SQLITE_ERROR);
  }

  /** States and codes only: the driver's text may quote values of a row. */
  static String brief(SQLException e) {
    return e.getClass().getSimpleName().toLowerCase(Locale.ROOT)
        + ", SQLSTATE "
        + (state(e).isEmpty() ? "none" : state(e))
        + ", code "
        + e.getErrorCode();
  }

  static boolean caused(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sqlite(SQLException e, int code) {
    return state(e).isEmpty() && (e.getErrorCode() & PRIMARY_CODE) == code;
  }

  private static String state(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
