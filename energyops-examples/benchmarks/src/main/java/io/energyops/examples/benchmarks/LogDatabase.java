package io.energyops.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The databases, set up as a careful host does: durable commits and a small pool. */
enum LogDatabase {
  /** Write-ahead log, synced at every commit. */
  SQLITE("") {
    @Override
    DataSource unpooled(Setting setting, String name) {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.enforceForeignKeys(true);
      config.setBusyTimeout(10_000);
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      SQLiteDataSource source = new SQLiteDataSource(config);
      Path file = setting.folder().resolve(name + ".db");
      source.setUrl("jdbc:sqlite:" + file);
      return source;
    }

    @Override
    Object timestamp(Instant time) {
      return ISO_MICROS.format(time);
    }

    @Override
    List<String> clear(String table) {
      return List.of("delete from " + table, "pragma wal_checkpoint(truncate)");
    }
  },
  /** The server of the run, with the driver's rewriting of batches. */
  POSTGRESQL("energyops.") {
    @Override
    DataSource unpooled(Setting setting, String name) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(setting.postgresUrl());
      source.setReWriteBatchedInserts(true);
      return source;
    }

    @Override
    Object timestamp(Instant time) {
      return time.atOffset(ZoneOffset.UTC);
    }

    @Override
    List<String> clear(String table) {
      return List.of("truncate table " + table, "checkpoint");
    }
  };

  private static final DateTimeFormatter ISO_MICROS =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String prefix;

  LogDatabase(String prefix) {
    this.prefix = prefix;
  }

  abstract DataSource unpooled(Setting setting, String name);

  /** The value that JDBC binds for a time. */
  abstract Object timestamp(Instant time);

  /** Empties a table and has that written out, so that no round pays for the one before. */
  abstract List<String> clear(String table);

  String table(String name) {
    return prefix + name;
  }

  /** How names of benchmarks say it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Need need() {
    return this == POSTGRESQL ? Need.POSTGRESQL : Need.NOTHING;
  }

  HikariDataSource open(Setting setting, String name) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(unpooled(setting, name));
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }
}
