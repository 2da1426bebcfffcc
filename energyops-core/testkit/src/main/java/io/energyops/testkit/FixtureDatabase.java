package io.energyops.testkit;

import io.energyops.EnergyOpsBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Where one fixture's tables are. */
sealed interface FixtureDatabase {

  void configure(EnergyOpsBuilder builder);

  Connection connect() throws SQLException;

  void drop() throws SQLException;

  static FixtureDatabase of(TestDatabase kind, Path dataDirectory) {
    return switch (kind) {
      case SQLITE -> new File(dataDirectory.resolve("energyops.db"));
      case POSTGRESQL ->
          new Schema("energyops_test_" + UUID.randomUUID().toString().replace('-', '_'));
    };
  }

  /** The engine's embedded database; it goes with the data directory. */
  record File(Path path) implements FixtureDatabase {

    @Override
    public void configure(EnergyOpsBuilder builder) {}

    @Override
    public Connection connect() throws SQLException {
      return DriverManager.getConnection("jdbc:sqlite:" + path);
    }

    @Override
    public void drop() {}
  }

  /** A schema in the server of this JVM. */
  record Schema(String name) implements FixtureDatabase {

    @Override
    public void configure(EnergyOpsBuilder builder) {
      builder.dataSource(TestPostgres.dataSource()).schema(name);
    }

    @Override
    public Connection connect() throws SQLException {
      return TestPostgres.dataSource().getConnection();
    }

    @Override
    public void drop() throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        // A transaction that a test left open must not hang the whole suite.
        statement.execute("set lock_timeout = '10s'");
        statement.execute("drop schema if exists \"" + name + "\" cascade");
      }
    }
  }
}
