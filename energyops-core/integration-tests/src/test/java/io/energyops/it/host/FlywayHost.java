package io.energyops.it.host;

import io.energyops.EnergyOps;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** A host that migrates its own tables by Flyway as it comes, and has the engine beside them. */
final class FlywayHost {

  private FlywayHost() {}

  /** Takes who begins (host or engine), a JDBC URL and a data directory. */
  public static void main(String[] arguments) throws SQLException {
    System.out.println(
        start(arguments[0].equals("host"), source(arguments[1]), Path.of(arguments[2])));
  }

  static DataSource source(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl(url);
      return source;
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser("postgres");
    return source;
  }

  /** Starts both, twice, and tells what each of them applied. */
  static String start(boolean hostFirst, DataSource source, Path directory) throws SQLException {
    StringBuilder applied = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      if (hostFirst) {
        applied.append("host ").append(migrate(source)).append(' ');
      }
      try (EnergyOps ops = EnergyOps.builder().dataDirectory(directory).dataSource(source).open()) {
        applied.append("engine ").append(ops.schema().version()).append(' ');
        DayAhead.importDay(ops);
      }
      if (!hostFirst) {
        applied.append("host ").append(migrate(source)).append(' ');
      }
    }
    return applied
        .append("customers ")
        .append(Sql.text(source, "select count(*) from customer"))
        .toString();
  }

  // On SQLite ours are in the only schema there is, and Flyway wants a baseline then.
  private static int migrate(DataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
