package io.energyops.it.execution;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.it.PostgresServer;
import io.energyops.log.LogEntry;
import io.energyops.log.LogQuery;
import io.energyops.run.ExecutionId;
import io.energyops.sandbox.Isolation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** Opens an engine on one of the databases, each time on the same data directory and schema. */
public final class Engine {

  private static final AtomicLong SCHEMAS = new AtomicLong();

  /** The databases. */
  public enum On {
    SQLITE,
    POSTGRESQL
  }

  private final On database;
  private final Path directory;
  private final String schema = "engine_" + SCHEMAS.incrementAndGet();

  public Engine(On database, Path directory) {
    this.database = database;
    this.directory = directory;
  }

  /** Scripts of tests look at files and processes outside; what holds them is tried elsewhere. */
  public EnergyOpsBuilder builder() {
    EnergyOpsBuilder builder =
        EnergyOps.builder()
            .dataDirectory(directory)
            .isolation(Isolation.PLAIN)
            .currentUser(() -> "tester@example.org");
    return database == On.POSTGRESQL
        ? builder.dataSource(PostgresServer.dataSource()).schema(schema)
        : builder;
  }

  public EnergyOps open() {
    return builder().open();
  }

  /** How a host in another JVM finds the same database. */
  public List<String> arguments() {
    if (database == On.SQLITE) {
      return List.of();
    }
    try (Connection connection = PostgresServer.dataSource().getConnection()) {
      return List.of(connection.getMetaData().getURL(), schema);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long count(String table) {
    return count(table, "1 = 1");
  }

  public long count(String table, String where) {
    String name = database == On.POSTGRESQL ? '"' + schema + "\"." + table : table;
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from " + name + " where " + where)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static List<LogEntry> log(EnergyOps ops, ExecutionId id) {
    List<LogEntry> all = new ArrayList<>();
    long from = 1;
    while (true) {
      var page = ops.executionLogs().read(id, LogQuery.all().from(from).limit(5000));
      all.addAll(page.entries());
      if (page.nextLine().isEmpty()) {
        return all;
      }
      from = page.nextLine().getAsLong();
    }
  }

  private DataSource dataSource() {
    if (database == On.POSTGRESQL) {
      return PostgresServer.dataSource();
    }
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + directory.resolve("energyops.db"));
    return source;
  }
}
