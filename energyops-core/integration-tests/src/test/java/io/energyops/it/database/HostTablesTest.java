package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.it.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host whose own tables have our names, in the schema that its search path finds first. */
class HostTablesTest {

  private final String host = "host_" + UUID.randomUUID();
  private Connection connection;

  @BeforeEach
  void hostHasItsTables() throws SQLException {
    connection = PostgresServer.dataSource().getConnection();
    execute("create schema \"" + host + "\"");
    execute("set search_path to \"" + host + "\", public");
    for (String table : new String[] {"notification", "node", "energyops_schema_history"}) {
      execute("create table " + table + " (host_column integer)");
      execute("insert into " + table + " values (42)");
    }
  }

  @AfterEach
  void dropIt() throws SQLException {
    execute("drop schema \"" + host + "\" cascade");
    connection.close();
  }

  @Test
  void they_stay_as_they_are_while_ours_live_in_a_schema_of_our_own() throws SQLException {
    MigratedSchema ours = TestDialect.migratePostgres("Ops-" + UUID.randomUUID());

    Catalogue catalogue = TestDialect.POSTGRESQL.catalogue(ours);
    assertTrue(catalogue.tables().containsKey("notification"));
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (select host_column from notification), (select host_column from node),"
                    + " (select host_column from energyops_schema_history)")) {
      assertTrue(row.next());
      assertEquals(42, row.getInt(1));
      assertEquals(42, row.getInt(2));
      assertEquals(42, row.getInt(3));
    }
    execute("insert into " + ours.table("publisher_lease") + " (name) values ('kpi')");
    execute("drop schema \"" + ours.name() + "\" cascade");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
