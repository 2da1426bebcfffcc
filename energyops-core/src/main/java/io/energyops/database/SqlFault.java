package io.energyops.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the kinds of database errors apart, by SQLSTATE and by SQLite's result codes. */
final class SqlFault {

  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_IOERR = 10;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_CANTOPEN = 14;
  private static final int PRIMARY_CODE = 0xff;

  /** Serialisation failure and deadlock, PostgreSQL manual, appendix A. */
  private static final Set<String> RACES = Set.of("40001", "40P01");

  private SqlFault() {}

  static boolean lostRace(SQLException e) {
    return RACES.contains(state(e)) || sqlite(e, SQLITE_BUSY) || sqlite(e, SQLITE_LOCKED);
  }

  static boolean unavailable(SQLException e) {
    String state = state(e);
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException
        || sqlite(e, SQLITE_BUSY)
        || sqlite(e, SQLITE_IOERR)
        || sqlite(e, SQLITE_FULL)
        || sqlite(e, SQLITE_CANTOPEN);
  }

  /** States and codes only: the driver's text may quote values of a row. */
  static String brief(SQLException e) {
    return e.getClass().getSimpleName().toLowerCase(Locale.ROOT)
        + ", SQLSTATE "
        + (state(e).isEmpty() ? "none" : state(e))
        + ", code "
        + e.getErrorCode();
  }

  private static boolean sqlite(SQLException e, int code) {
    return state(e).isEmpty() && (e.getErrorCode() & PRIMARY_CODE) == code;
  }

  private static String state(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
