package io.energyops.it.log;

import io.energyops.database.DataDirectory;
import io.energyops.database.Database;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import io.energyops.it.PostgresServer;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The databases that logs are kept in. */
enum LogDatabase {
  SQLITE {
    @Override
    LogStore open(Path directory) {
      DataDirectory data = DataDirectory.open(directory.resolve("data"));
      Database database = Databases.embedded(data, MigrationPolicy.MIGRATE_IF_ALONE).database();
      return new LogStore(database, data);
    }

    @Override
    DataSource hostSource(Path directory) {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      config.setBusyTimeout(20);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + directory.resolve("host.db"));
      return source;
    }
  },
  POSTGRESQL {
    @Override
    LogStore open(Path directory) {
      return of(PostgresServer.dataSource(), "log_" + UUID.randomUUID());
    }

    @Override
    DataSource hostSource(Path directory) {
      return PostgresServer.dataSource();
    }
  };

  /** Opens a new database as the engine does. */
  abstract LogStore open(Path directory);

  /** Returns a source as a host may have it, on SQLite without foreign keys and soon busy. */
  abstract DataSource hostSource(Path directory);

  static LogStore of(DataSource source, String schema) {
    return new LogStore(
        Databases.of(source, schema, MigrationPolicy.MIGRATE_IF_ALONE).database(), () -> {});
  }
}
