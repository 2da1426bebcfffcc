package io.energyops.database;

import io.energyops.annotation.Internal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.NoSuchMapperException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads what the dialects store differently, in row mappers. Stateless. */
@Internal
public final class SqlColumns {

  private SqlColumns() {}

  /**
   * Writes an instant as SQLite stores it, for {@link Transaction#batch(String, java.util.List,
   * RowWriter)}.
   *
   * @param instant of the years 0 to 9999; what is finer than a microsecond is cut
   * @return text of fixed width, whose order is the order of time
   */
  public static String text(Instant instant) {
    return InstantText.of(instant);
  }

  /**
   * Reads an instant that is never null.
   *
   * @param row the row
   * @param context the statement
   * @param column the column's label
   * @return the instant
   * @throws SQLException when there is no such column
   */
  public static Instant instant(ResultSet row, StatementContext context, String column)
      throws SQLException {
    Instant instant = instantOrNull(row, context, column);
    if (instant == null) {
      throw new SQLException("Column " + column + " is null");
    }
    return instant;
  }

  /**
   * Reads an instant.
   *
   * @param row the row
   * @param context the statement
   * @param column the column's label
   * @return the instant, or null
   * @throws SQLException when there is no such column
   */
  public static @Nullable Instant instantOrNull(
      ResultSet row, StatementContext context, String column) throws SQLException {
    return read(Instant.class, row, context, column);
  }

  /**
   * Reads an exact decimal.
   *
   * @param row the row
   * @param context the statement
   * @param column the column's label
   * @return the number, or null
   * @throws SQLException when there is no such column
   */
  public static @Nullable BigDecimal decimalOrNull(
      ResultSet row, StatementContext context, String column) throws SQLException {
    return read(BigDecimal.class, row, context, column);
  }

  /**
   * Reads JSON.
   *
   * @param row the row
   * @param context the statement's context
   * @param column name of the column
   * @return the JSON text, or null
   * @throws SQLException when the driver fails
   */
  public static @Nullable JsonText jsonOrNull(
      ResultSet row, StatementContext context, String column) throws SQLException {
    return read(JsonText.class, row, context, column);
  }

  private static <T> @Nullable T read(
      Class<T> type, ResultSet row, StatementContext context, String column) throws SQLException {
    return context
        .findColumnMapperFor(type)
        .orElseThrow(() -> new NoSuchMapperException("No mapper of " + type))
        .map(row, row.findColumn(column), context);
  }
}
