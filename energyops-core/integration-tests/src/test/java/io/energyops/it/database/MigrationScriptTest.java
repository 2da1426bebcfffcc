package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.database.MigrationPolicy;
import io.energyops.database.MigrationScript;
import io.energyops.database.SchemaException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.it.PostgresServer;
import io.energyops.script.ScriptUpload;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** A DBA makes the schema from the printed text. */
class MigrationScriptTest {

  private static final List<MigrationPolicy> CHECKING =
      List.of(MigrationPolicy.VALIDATE, MigrationPolicy.MIGRATE_IF_ALONE);

  @TempDir Path directory;

  private static void run(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      // The driver of SQLite runs all statements of a text by this method alone.
      statement.executeUpdate(sql);
    }
  }

  private static PGSimpleDataSource as(DataSource database, String role) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try (Connection connection = database.getConnection()) {
      source.setUrl(connection.getMetaData().getURL());
    }
    source.setUser(role);
    return source;
  }

  private SQLiteDataSource file(String name) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + directory.resolve(name));
    return source;
  }

  private void work(DataSource source, String schema) {
    for (MigrationPolicy policy : CHECKING) {
      try (EnergyOps ops =
          EnergyOps.builder()
              .dataDirectory(directory.resolve("data"))
              .dataSource(source)
              .schema(schema)
              .migrationPolicy(policy)
              .open()) {
        assertEquals("1", ops.schema().version());
        ops.scripts().upload(ScriptUpload.of("a.py", "print('a')\n"));
      }
    }
  }

  @Test
  void a_role_that_may_not_create_works_in_a_schema_that_another_role_made() throws Exception {
    DataSource admin = PostgresServer.newDatabase("dba_made");
    run(
        admin,
        "create role dba login; create role app login; grant create on database dba_made to dba");
    PGSimpleDataSource app = as(admin, "app");

    SchemaException refused = assertThrows(SchemaException.class, () -> work(app, "market_ops"));
    assertEquals(ErrorCode.SCHEMA_OUTDATED, refused.code());
    SchemaException forbidden =
        assertThrows(
            SchemaException.class,
            () ->
                EnergyOps.builder()
                    .dataDirectory(directory.resolve("data"))
                    .dataSource(app)
                    .schema("market_ops")
                    .open());
    assertEquals(ErrorCode.MIGRATION_FAILED, forbidden.code());
    assertTrue(forbidden.getMessage().contains("MigrationScript"), forbidden.getMessage());

    run(
        as(admin, "dba"),
        MigrationScript.postgresql("market_ops").complete()
            + "grant usage on schema market_ops to app;"
            + "grant select, insert, update, delete on all tables in schema market_ops to app;"
            + "revoke insert, update, delete on market_ops.energyops_schema_history from app;");
    work(app, "market_ops");
  }

  @Test
  void it_makes_the_tables_that_a_migration_makes() throws Exception {
    DataSource admin = PostgresServer.newDatabase("dba_same");
    run(admin, MigrationScript.postgresql("printed").complete());
    assertEquals(
        TestDialect.POSTGRESQL.catalogue(TestDialect.POSTGRESQL.migrate(directory)),
        TestDialect.POSTGRESQL.catalogue(
            new MigratedSchema(TestDialect.POSTGRESQL, admin, "printed")));

    SQLiteDataSource file = file("printed.db");
    run(file, MigrationScript.sqlite().complete());
    assertEquals(
        TestDialect.SQLITE.catalogue(TestDialect.SQLITE.migrate(directory)),
        TestDialect.SQLITE.catalogue(new MigratedSchema(TestDialect.SQLITE, file, "main")));
  }

  @Test
  void a_sqlite_file_that_it_made_is_opened() throws SQLException {
    SQLiteDataSource file = file("host.db");
    run(file, MigrationScript.sqlite().complete());
    work(file, "energyops");
  }

  @Test
  void nothing_is_left_of_a_script_that_fails() throws SQLException {
    SQLiteDataSource file = file("taken.db");
    run(file, "create table outbox (mine text)");
    try (Connection connection = file.getConnection();
        Statement statement = connection.createStatement()) {
      assertThrows(
          SQLException.class, () -> statement.executeUpdate(MigrationScript.sqlite().complete()));
      statement.execute("rollback");
      try (var row = statement.executeQuery("select count(*) from sqlite_master")) {
        assertEquals(1, row.getInt(1));
      }
    }
  }

  @Test
  void after_the_version_of_this_release_nothing_is_to_be_done() {
    assertFalse(MigrationScript.postgresql("energyops").after("1").contains("create"));
    assertThrows(
        InvalidArgumentException.class, () -> MigrationScript.sqlite().after("no version"));
    assertThrows(
        InvalidArgumentException.class, () -> MigrationScript.postgresql("a\"; drop table b"));
  }
}
