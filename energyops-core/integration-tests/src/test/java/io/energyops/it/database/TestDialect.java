package io.energyops.it.database;

import io.energyops.it.PostgresServer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The databases that the schema must be the same on. */
enum TestDialect {
  SQLITE {
    @Override
    MigratedSchema migrate(Path directory) throws Exception {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.enforceForeignKeys(true);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl(
          "jdbc:sqlite:" + Files.createTempDirectory(directory, "sqlite").resolve("test.db"));
      flyway(source, "sqlite", "main").load().migrate();
      return new MigratedSchema(this, source, "main");
    }

    @Override
    Catalogue catalogue(MigratedSchema schema) throws SQLException {
      return SqliteCatalogueReader.read(schema);
    }

    @Override
    String decimal(String number) {
      return new BigDecimal(number).movePointRight(6).toBigIntegerExact().toString();
    }

    @Override
    BigDecimal number(String stored) {
      return new BigDecimal(stored).movePointLeft(6);
    }

    @Override
    Refusal refusal(SQLException refused) {
      String message = String.valueOf(refused.getMessage());
      return Stream.of(Refusal.values())
          .filter(reason -> message.contains(reason.sqliteWords()))
          .findFirst()
          .orElseThrow(() -> new AssertionError(refused));
    }

    @Override
    String numbersTo(int count) {
      return "(with recursive n(i) as (select 1 union all select i + 1 from n where i < "
          + count
          + ") select i from n)";
    }
  },
  POSTGRESQL {
    @Override
    MigratedSchema migrate(Path directory) {
      return migratePostgres("it_" + UUID.randomUUID());
    }

    @Override
    Catalogue catalogue(MigratedSchema schema) throws SQLException {
      return PostgresCatalogueReader.read(schema);
    }

    @Override
    String decimal(String number) {
      return number;
    }

    @Override
    BigDecimal number(String stored) {
      return new BigDecimal(stored);
    }

    @Override
    Refusal refusal(SQLException refused) {
      return switch (refused.getSQLState()) {
        case "23502" -> Refusal.NOT_NULL;
        case "23503" -> Refusal.FOREIGN_KEY;
        case "23505" -> Refusal.UNIQUE;
        // A value that its own type refuses is a check on SQLite, which has no such types.
        case "23514", "22003", "22007", "22P02" -> Refusal.CHECK;
        default -> throw new AssertionError(refused);
      };
    }

    @Override
    String numbersTo(int count) {
      return "(select i from generate_series(1, " + count + ") as n(i))";
    }
  };

  static MigratedSchema migratePostgres(String name) {
    flyway(PostgresServer.dataSource(), "postgresql", name)
        .schemas(name)
        .defaultSchema(name)
        .createSchemas(true)
        .load()
        .migrate();
    return new MigratedSchema(POSTGRESQL, PostgresServer.dataSource(), name);
  }

  private static FluentConfiguration flyway(DataSource source, String folder, String schema) {
    return Flyway.configure()
        .dataSource(source)
        .locations("classpath:io/energyops/database/migration/" + folder)
        .table("energyops_schema_history")
        .baselineVersion("0")
        .placeholders(Map.of("schema", schema));
  }

  abstract MigratedSchema migrate(Path directory) throws Exception;

  abstract Catalogue catalogue(MigratedSchema schema) throws SQLException;

  /** Writes a market number as this database's SQL has it. */
  abstract String decimal(String number);

  /** Reads a market number as this database gave it. */
  abstract BigDecimal number(String stored);

  /** Tells why the database refused. */
  abstract Refusal refusal(SQLException refused);

  /** Returns a derived table of one column i that counts from 1. */
  abstract String numbersTo(int count);
}
