package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.database.SchemaException;
import io.energyops.error.ErrorCode;
import io.energyops.it.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/**
 * The engine in a database that holds a host's tables and the host's own history (field case M-01).
 */
class HostSchemaTest {

  @TempDir Path directory;

  @Test
  void on_postgresql_our_first_migration_is_applied_beside_a_hosts_tables_and_history()
      throws SQLException {
    DataSource source = PostgresServer.dataSource();
    execute(source, "create schema host_m01");
    hostTables(source, "host_m01.");

    try (EnergyOps ops =
        EnergyOps.builder().dataDirectory(directory).dataSource(source).schema("host_m01").open()) {
      assertEquals("1", ops.schema().version());
      assertEquals("host_m01", ops.schema().schema());
    }

    assertEquals(1, count(source, "select count(*) from host_m01.flyway_schema_history"));
    assertEquals(1, count(source, "select count(*) from host_m01.customer"));
    assertEquals(0, count(source, "select count(*) from host_m01.test_script"));
    assertTrue(
        count(
                source,
                "select count(*) from host_m01.energyops_schema_history where version = '1' and success")
            > 0);
  }

  @Test
  void on_sqlite_our_first_migration_is_applied_beside_a_hosts_tables_and_history()
      throws SQLException {
    DataSource source = hostFile();
    hostTables(source, "");

    try (EnergyOps ops = EnergyOps.builder().dataDirectory(directory).dataSource(source).open()) {
      assertEquals("1", ops.schema().version());
      assertEquals("sqlite", ops.schema().dialect());
    }

    assertEquals(1, count(source, "select count(*) from flyway_schema_history"));
    assertEquals(1, count(source, "select count(*) from customer"));
    assertEquals(0, count(source, "select count(*) from test_script"));
  }

  @Test
  void on_sqlite_a_hosts_table_with_one_of_our_names_is_refused_before_any_write()
      throws SQLException {
    DataSource source = hostFile();
    execute(source, "create table activity (what text)");

    SchemaException refused =
        assertThrows(
            SchemaException.class,
            () -> EnergyOps.builder().dataDirectory(directory).dataSource(source).open());

    assertEquals(ErrorCode.TABLE_NAME_TAKEN, refused.code());
    assertTrue(refused.getMessage().contains("activity"), refused.getMessage());
    assertEquals(1, count(source, "select count(*) from sqlite_master where type = 'table'"));
  }

  private DataSource hostFile() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + directory.resolve("host.db"));
    return source;
  }

  private static void hostTables(DataSource source, String prefix) throws SQLException {
    execute(source, "create table " + prefix + "customer (name varchar(20))");
    execute(source, "insert into " + prefix + "customer values ('first')");
    execute(
        source,
        "create table "
            + prefix
            + "flyway_schema_history (installed_rank int, version varchar(50))");
    execute(source, "insert into " + prefix + "flyway_schema_history values (1, '1')");
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
