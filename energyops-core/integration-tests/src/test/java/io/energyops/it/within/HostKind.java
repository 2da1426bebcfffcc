package io.energyops.it.within;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.it.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The ways in which a host and the engine share a database. */
enum HostKind {
  /** The host opens a connection of its own to the file of the embedded database. */
  EMBEDDED_FILE {
    @Override
    Host open(Path directory, EnergyOpsBuilder builder) throws SQLException {
      EnergyOps ops = builder.open();
      return Host.of(ops, sqlite(directory.resolve("energyops.db")), "", "");
    }
  },
  /** The host gives its own SQLite data source. */
  GIVEN_SQLITE {
    @Override
    Host open(Path directory, EnergyOpsBuilder builder) throws SQLException {
      DataSource source = sqlite(directory.resolveSibling("host.db"));
      return Host.of(builder.dataSource(source).open(), source, "", "");
    }
  },
  /** The host gives its pool; its tables lie in another schema. */
  POSTGRESQL {
    @Override
    Host open(Path directory, EnergyOpsBuilder builder) throws SQLException {
      HikariDataSource pool = new HikariDataSource();
      pool.setDataSource(PostgresServer.dataSource());
      pool.setMaximumPoolSize(8);
      pool.setMinimumIdle(1);
      String schema = "within_" + UUID.randomUUID().toString().replace('-', '_');
      EnergyOps ops = builder.dataSource(pool).schema(schema).open();
      return Host.of(ops, pool, schema + ".", "host_" + schema + ".");
    }
  };

  abstract Host open(Path directory, EnergyOpsBuilder builder) throws SQLException;

  static SQLiteDataSource sqlite(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setBusyTimeout(10_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
