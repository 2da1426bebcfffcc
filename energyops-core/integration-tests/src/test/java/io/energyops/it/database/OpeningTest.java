package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.database.DataDirectory;
import io.energyops.database.Database;
import io.energyops.database.DatabaseException;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import io.energyops.database.SchemaException;
import io.energyops.error.ErrorCode;
import io.energyops.it.JavaProcess;
import io.energyops.it.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {

  /** What must hold for each database. */
  abstract static class Opening {

    abstract Database open(MigrationPolicy policy);

    abstract Connection connect() throws SQLException;

    abstract String table(String name);

    /** Everything that a refusal must leave as it is. */
    abstract String catalogue() throws SQLException;

    final void execute(String sql) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    final String query(String sql) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    }

    final void create() {
      open(MigrationPolicy.MIGRATE_IF_ALONE).close();
    }

    final void assertRefused(ErrorCode code, MigrationPolicy policy) throws SQLException {
      String before = catalogue();
      SchemaException refused = assertThrows(SchemaException.class, () -> open(policy));
      assertEquals(code, refused.code(), refused.getMessage());
      assertEquals(before, catalogue());
    }

    @Test
    void a_second_opening_finds_what_the_first_made() throws SQLException {
      create();
      String made = catalogue();
      open(MigrationPolicy.VALIDATE).close();
      create();
      assertEquals(made, catalogue());
    }

    /** M-07. */
    @Test
    void a_newer_schema_is_refused_before_any_write() throws SQLException {
      create();
      execute(
          "insert into "
              + table("energyops_schema_history")
              + " (installed_rank, version, description, type, script, checksum, installed_by,"
              + " execution_time, success) values (99, '999', 'next', 'SQL', 'V999__next.sql', 1,"
              + " 'x', 1, "
              + (this instanceof OnSqlite ? "1" : "true")
              + ")");
      assertRefused(ErrorCode.SCHEMA_TOO_NEW, MigrationPolicy.MIGRATE_IF_ALONE);
      assertRefused(ErrorCode.SCHEMA_TOO_NEW, MigrationPolicy.VALIDATE);
      open(MigrationPolicy.NONE).close();
    }

    @Test
    void a_schema_that_lacks_a_table_is_refused() throws SQLException {
      create();
      execute("drop table " + table("notification"));
      assertRefused(ErrorCode.SCHEMA_DAMAGED, MigrationPolicy.MIGRATE_IF_ALONE);
      assertRefused(ErrorCode.SCHEMA_DAMAGED, MigrationPolicy.VALIDATE);
    }

    @Test
    void a_history_that_was_tampered_with_is_refused() throws SQLException {
      create();
      execute(
          "update " + table("energyops_schema_history") + " set checksum = 1 where version = '1'");
      assertRefused(ErrorCode.SCHEMA_DAMAGED, MigrationPolicy.MIGRATE_IF_ALONE);
    }

    @Test
    void an_empty_database_is_only_migrated_where_that_is_allowed() throws SQLException {
      assertRefused(ErrorCode.SCHEMA_OUTDATED, MigrationPolicy.VALIDATE);
      create();
      open(MigrationPolicy.VALIDATE).close();
    }
  }

  @Nested
  class OnSqlite extends Opening {

    @TempDir Path temporary;
    private DataDirectory directory;

    @BeforeEach
    void openDirectory() {
      directory = DataDirectory.open(temporary.resolve("data"));
    }

    @AfterEach
    void closeDirectory() {
      directory.close();
    }

    @Override
    Database open(MigrationPolicy policy) {
      return Databases.embedded(directory, policy).database();
    }

    @Override
    Connection connect() throws SQLException {
      return DriverManager.getConnection("jdbc:sqlite:" + directory.databaseFile());
    }

    @Override
    String table(String name) {
      return name;
    }

    @Override
    String catalogue() throws SQLException {
      return query("select group_concat(sql, ';') from sqlite_master")
          + query(
              "select case when exists (select 1 from sqlite_master where name ="
                  + " 'energyops_schema_history') then 'history' end");
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_as_it_is() throws Exception {
      byte[] text =
          "not a database at all, but long enough. ".repeat(50).getBytes(StandardCharsets.UTF_8);
      Files.write(directory.databaseFile(), text);
      DatabaseException refused =
          assertThrows(DatabaseException.class, () -> open(MigrationPolicy.MIGRATE_IF_ALONE));
      assertEquals(ErrorCode.DATABASE_UNAVAILABLE, refused.code());
      assertArrayEquals(text, Files.readAllBytes(directory.databaseFile()));
    }

    @Test
    void a_table_of_somebody_else_is_never_taken() throws SQLException {
      execute("create table notification (theirs text)");
      assertRefused(ErrorCode.TABLE_NAME_TAKEN, MigrationPolicy.MIGRATE_IF_ALONE);
    }

    /** M-04. */
    @Test
    void three_jvms_at_once_migrate_once() {
      for (int round = 0; round < 2; round++) {
        Path path = temporary.resolve("round" + round);
        List<JavaProcess> jvms = new ArrayList<>();
        try {
          for (int i = 0; i < 3; i++) {
            jvms.add(JavaProcess.start(OpeningJvm.class, path));
          }
          List<String> said = new ArrayList<>();
          jvms.forEach(jvm -> said.add(String.valueOf(jvm.line())));
          said.sort(null);
          assertEquals(List.of("0 1", "1 1", "2 1"), said);
          jvms.forEach(JavaProcess::finish);
        } finally {
          jvms.forEach(JavaProcess::close);
        }
      }
    }
  }

  @Nested
  class OnPostgres extends Opening {

    private final String schema = "Open-" + UUID.randomUUID();

    @AfterEach
    void drop() throws SQLException {
      execute("drop schema if exists \"" + schema + "\" cascade");
    }

    @Override
    Database open(MigrationPolicy policy) {
      return Databases.of(PostgresServer.dataSource(), schema, policy).database();
    }

    @Override
    Connection connect() throws SQLException {
      return PostgresServer.dataSource().getConnection();
    }

    @Override
    String table(String name) {
      return "\"" + schema + "\"." + name;
    }

    @Override
    String catalogue() throws SQLException {
      return query(
              "select string_agg(table_name || column_name, ',' order by table_name, column_name)"
                  + " from information_schema.columns where table_schema = '"
                  + schema
                  + "'")
          + query(
              "select count(*) from information_schema.schemata where schema_name = '"
                  + schema
                  + "'");
    }

    /** M-03. */
    @Test
    void three_nodes_at_once_migrate_once() throws Exception {
      ExecutorService nodes = Executors.newFixedThreadPool(3);
      try {
        Callable<Database> opening = () -> open(MigrationPolicy.MIGRATE_IF_ALONE);
        for (Future<Database> opened : nodes.invokeAll(List.of(opening, opening, opening))) {
          opened.get().close();
        }
      } finally {
        nodes.shutdownNow();
      }
      assertEquals(
          "1",
          query(
              "select count(*) from "
                  + table("energyops_schema_history")
                  + " where version = '1'"));
      assertTrue(catalogue().contains("outbox"));
    }
  }
}
