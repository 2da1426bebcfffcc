package io.energyops.database;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/** How instants, exact decimals and JSON are bound and read in each dialect. */
final class SqlTypes {

  /** Decimal places of market numbers; SQLite stores them as integers of 10⁻⁶. */
  static final int SCALE = 6;

  private SqlTypes() {}

  static void install(Jdbi jdbi, Dialect dialect) {
    // Jdbi's own rendering puts the bound values, which are users' data, into messages and so logs.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.registerArgument(new InstantArgument(dialect));
    jdbi.registerArgument(new DecimalArgument(dialect));
    jdbi.registerArgument(new JsonArgument());
    jdbi.registerArgument(new TextArgument());
    jdbi.registerColumnMapper(Instant.class, instant(dialect));
    jdbi.registerColumnMapper(BigDecimal.class, decimal(dialect));
    jdbi.registerColumnMapper(JsonText.class, json());
  }

  private static ColumnMapper<Instant> instant(Dialect dialect) {
    return (row, column, context) -> {
      if (dialect == Dialect.SQLITE) {
        String text = row.getString(column);
        return text == null ? null : Instant.parse(text);
      }
      OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
      return time == null ? null : time.toInstant();
    };
  }

  private static ColumnMapper<BigDecimal> decimal(Dialect dialect) {
    return (row, column, context) ->
        dialect == Dialect.SQLITE ? scaled(row, column) : row.getBigDecimal(column);
  }

  private static @Nullable BigDecimal scaled(ResultSet row, int column) throws SQLException {
    long units = row.getLong(column);
    return row.wasNull() ? null : BigDecimal.valueOf(units, SCALE);
  }

  private static ColumnMapper<JsonText> json() {
    return (row, column, context) -> {
      String text = row.getString(column);
      return text == null ? null : new JsonText(text);
    };
  }

  private static final class InstantArgument extends AbstractArgumentFactory<Instant> {

    private final Dialect dialect;

    InstantArgument(Dialect dialect) {
      super(dialect == Dialect.SQLITE ? Types.VARCHAR : Types.TIMESTAMP_WITH_TIMEZONE);
      this.dialect = dialect;
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      if (dialect == Dialect.SQLITE) {
        return (position, statement, context) ->
            statement.setString(position, InstantText.of(value));
      }
      OffsetDateTime time = value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
      return (position, statement, context) -> statement.setObject(position, time);
    }
  }

  private static final class DecimalArgument extends AbstractArgumentFactory<BigDecimal> {

    private final Dialect dialect;

    DecimalArgument(Dialect dialect) {
      super(dialect == Dialect.SQLITE ? Types.BIGINT : Types.NUMERIC);
      this.dialect = dialect;
    }

    @Override
    protected Argument build(BigDecimal value, ConfigRegistry config) {
      BigDecimal exact = value.setScale(SCALE, RoundingMode.HALF_EVEN);
      if (dialect == Dialect.SQLITE) {
        long units = exact.unscaledValue().longValueExact();
        return (position, statement, context) -> statement.setLong(position, units);
      }
      return (position, statement, context) -> statement.setBigDecimal(position, exact);
    }
  }

  private static final class JsonArgument extends AbstractArgumentFactory<JsonText> {

    JsonArgument() {
      // PostgreSQL takes text of an unspecified type for jsonb; SQLite ignores the type.
      super(Types.OTHER);
    }

    @Override
    protected Argument build(JsonText value, ConfigRegistry config) {
      String text = StorableText.json(value.text());
      return (position, statement, context) -> statement.setObject(position, text, Types.OTHER);
    }
  }

  private static final class TextArgument extends AbstractArgumentFactory<String> {

    TextArgument() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
      String text = StorableText.plain(value);
      return (position, statement, context) -> statement.setString(position, text);
    }
  }
}
