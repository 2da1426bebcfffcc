package io.energyops.database;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges whether a connection of the host carries a transaction that our work can be part of. */
final class HostConnection {

  private HostConnection() {}

  static void requireOfDialect(@Nullable Connection connection, Dialect dialect)
      throws SQLException {
    if (connection == null) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The connection of the transaction to join is required");
    }
    requireTransaction(connection);
    // Asked first: a statement of the other dialect would fail, and end the host's transaction.
    String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    if (!product.contains(dialect.id())) {
      throw new ConflictException(
          ErrorCode.TRANSACTION_ELSEWHERE,
          "The given connection leads to " + product + ", but " + dialect.id() + " is open");
    }
    if (dialect == Dialect.SQLITE && !HostSource.foreignKeys(connection)) {
      throw new ConflictException(
          ErrorCode.FOREIGN_KEYS_OFF,
          "The SQLite transaction began with foreign keys off; run \"pragma foreign_keys = on\""
              + " on the connection before it begins");
    }
  }

  static void requireTransaction(Connection connection) throws SQLException {
    if (connection.isClosed()) {
      throw unusable("The given connection is closed; join a transaction while it is open");
    }
    if (connection.getAutoCommit()) {
      throw new ConflictException(
          ErrorCode.TRANSACTION_NOT_BEGUN,
          "The given connection is in auto-commit mode; call setAutoCommit(false) before joining");
    }
    if (connection.isReadOnly()) {
      throw unusable("The given connection is read-only; give one that may write");
    }
  }

  static ConflictException unusable(String message) {
    return unusable(message, null);
  }

  static ConflictException unusable(String message, @Nullable Throwable cause) {
    return new ConflictException(ErrorCode.TRANSACTION_UNUSABLE, message, cause);
  }
}
