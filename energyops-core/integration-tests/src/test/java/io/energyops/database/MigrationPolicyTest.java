package io.energyops.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.ErrorCode;
import io.energyops.it.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Each policy on each state of a schema. A release of two migrations meets one of one. */
class MigrationPolicyTest {

  abstract static class On {

    @TempDir Path temporary;

    private String older;
    private String current;

    abstract DataSource source();

    /** The same database, where a write fails. */
    abstract DataSource readOnly() throws SQLException;

    abstract Dialect dialect();

    abstract String schema();

    /** Differs after any write. */
    abstract String fingerprint() throws Exception;

    @BeforeEach
    void releases() throws IOException {
      older = release("older", 1);
      current = release("current", 2);
    }

    private String release(String name, int migrations) throws IOException {
      Path folder = Files.createDirectories(temporary.resolve(name));
      Files.writeString(
          folder.resolve("V1__first.sql"),
          "create table \"${schema}\".node (id varchar(40), incarnation bigint, state varchar(9),"
              + " lease_expires_at "
              + (dialect() == Dialect.SQLITE ? "text" : "timestamptz")
              + ");\n");
      if (migrations > 1) {
        Files.writeString(
            folder.resolve("V2__second.sql"), "create table \"${schema}\".second (n bigint);\n");
      }
      return "filesystem:" + folder;
    }

    final SchemaInfo bring(DataSource source, String release, MigrationPolicy policy) {
      return new SchemaMigrator(source, dialect(), schema(), release).bring(policy);
    }

    final SchemaInfo bring(MigrationPolicy policy) {
      return bring(source(), current, policy);
    }

    final void have(String release) {
      bring(source(), release, MigrationPolicy.MIGRATE_IF_ALONE);
    }

    final void execute(String sql) throws SQLException {
      try (Connection connection = source().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql.replace("#", '"' + schema() + "\"."));
      }
    }

    final String query(String sql) throws SQLException {
      try (Connection connection = source().getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql.replace("#", '"' + schema() + "\"."))) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    }

    final SchemaException assertRefused(ErrorCode code, MigrationPolicy policy, String release)
        throws Exception {
      String before = fingerprint();
      SchemaException refused =
          assertThrows(SchemaException.class, () -> bring(source(), release, policy));
      assertEquals(code, refused.code(), refused.getMessage());
      assertEquals(before, fingerprint());
      assertEquals(
          code,
          assertThrows(SchemaException.class, () -> bring(readOnly(), release, policy)).code());
      return refused;
    }

    @Test
    void the_fingerprint_tells_a_write() throws Exception {
      have(older);
      String before = fingerprint();
      execute("insert into #node (id) values ('x')");
      assertNotEquals(before, fingerprint());
    }

    @Test
    void an_empty_one_is_made_by_migrate_alone() throws Exception {
      assertRefused(ErrorCode.SCHEMA_OUTDATED, MigrationPolicy.VALIDATE, current);
      String before = fingerprint();
      assertEquals("none", bring(MigrationPolicy.NONE).version());
      assertEquals(before, fingerprint());
      assertEquals("2", bring(MigrationPolicy.MIGRATE_IF_ALONE).version());
    }

    @Test
    void a_current_one_is_opened_by_all_without_a_write() throws Exception {
      have(current);
      String before = fingerprint();
      assertEquals("2", bring(readOnly(), current, MigrationPolicy.MIGRATE_IF_ALONE).version());
      assertEquals("2", bring(readOnly(), current, MigrationPolicy.VALIDATE).version());
      assertEquals("none", bring(readOnly(), current, MigrationPolicy.NONE).version());
      assertEquals(before, fingerprint());
    }

    @Test
    void an_older_one_is_migrated_by_migrate_alone() throws Exception {
      have(older);
      SchemaException outdated =
          assertRefused(ErrorCode.SCHEMA_OUTDATED, MigrationPolicy.VALIDATE, current);
      assertTrue(outdated.getMessage().contains("MigrationScript"), outdated.getMessage());
      String before = fingerprint();
      assertEquals("none", bring(MigrationPolicy.NONE).version());
      assertEquals(before, fingerprint());
      assertEquals("2", bring(MigrationPolicy.MIGRATE_IF_ALONE).version());
      assertEquals("0", query("select count(*) from #second"));
    }

    @Test
    void a_newer_one_is_refused_before_any_write() throws Exception {
      have(current);
      assertRefused(ErrorCode.SCHEMA_TOO_NEW, MigrationPolicy.MIGRATE_IF_ALONE, older);
      assertRefused(ErrorCode.SCHEMA_TOO_NEW, MigrationPolicy.VALIDATE, older);
      String before = fingerprint();
      assertEquals("none", bring(source(), older, MigrationPolicy.NONE).version());
      assertEquals(before, fingerprint());
    }

    @Test
    void a_damaged_one_is_refused_before_any_write() throws Exception {
      have(current);
      execute("update #energyops_schema_history set checksum = 1 where version = '1'");
      assertRefused(ErrorCode.SCHEMA_DAMAGED, MigrationPolicy.MIGRATE_IF_ALONE, current);
      assertRefused(ErrorCode.SCHEMA_DAMAGED, MigrationPolicy.VALIDATE, current);
      assertEquals("none", bring(MigrationPolicy.NONE).version());
    }

    @Test
    void a_node_that_goes_on_renewing_its_lease_keeps_the_older_schema() throws Exception {
      have(older);
      lease("alive", 300);
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<?> beats =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 1; !enough.get(); i++) {
                  renew(300 + i);
                }
              });
      try {
        SchemaException refused =
            assertThrows(SchemaException.class, () -> bring(MigrationPolicy.MIGRATE_IF_ALONE));
        assertEquals(ErrorCode.SCHEMA_IN_USE, refused.code());
        assertTrue(refused.getMessage().contains("alive"), refused.getMessage());
      } finally {
        enough.set(true);
        beats.get(60, TimeUnit.SECONDS);
      }
      assertFalse(tables().contains("second"));
    }

    @Test
    void the_lease_of_a_node_that_died_is_waited_for() throws Exception {
      have(older);
      lease("dead", 2);
      assertEquals("2", bring(MigrationPolicy.MIGRATE_IF_ALONE).version());
    }

    @Test
    void nodes_on_a_current_schema_do_not_matter() throws Exception {
      have(current);
      lease("alive", 300);
      assertEquals("2", bring(MigrationPolicy.MIGRATE_IF_ALONE).version());
    }

    private void lease(String id, int seconds) throws SQLException {
      execute(
          "insert into #node (id, incarnation, state, lease_expires_at) values ('"
              + id
              + "', 1, 'active', "
              + dialect().nowPlus(seconds)
              + ")");
    }

    private void renew(int seconds) {
      try {
        execute("update #node set lease_expires_at = " + dialect().nowPlus(seconds));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private String tables() throws SQLException {
      try (Connection connection = source().getConnection()) {
        return SchemaTables.existing(connection, dialect(), schema()).toString();
      }
    }
  }

  @Nested
  class OnSqlite extends On {

    @Override
    SQLiteDataSource source() {
      SQLiteConfig config = new SQLiteConfig();
      config.setBusyTimeout(10_000);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + temporary.resolve("test.db"));
      return source;
    }

    @Override
    DataSource readOnly() throws SQLException {
      query("pragma user_version");
      SQLiteConfig config = new SQLiteConfig();
      config.setReadOnly(true);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + temporary.resolve("test.db"));
      return source;
    }

    @Override
    Dialect dialect() {
      return Dialect.SQLITE;
    }

    @Override
    String schema() {
      return "main";
    }

    @Override
    String fingerprint() throws Exception {
      Path file = temporary.resolve("test.db");
      // Asking for a connection makes an empty file.
      return Files.exists(file) && Files.size(file) > 0
          ? java.util.Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.size(file)
          : "-";
    }
  }

  @Nested
  class OnPostgres extends On {

    private final String schema = "policy_" + UUID.randomUUID();

    @AfterEach
    void drop() throws SQLException {
      execute("drop schema if exists \"" + schema + "\" cascade");
    }

    @Override
    DataSource source() {
      return PostgresServer.dataSource();
    }

    @Override
    DataSource readOnly() throws SQLException {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setPortNumbers(new int[] {PostgresServer.port()});
      source.setUser("postgres");
      source.setOptions("-c default_transaction_read_only=on");
      return source;
    }

    @Override
    Dialect dialect() {
      return Dialect.POSTGRESQL;
    }

    @Override
    String schema() {
      return schema;
    }

    /** The versions of all rows of the catalogue and of our tables. */
    @Override
    String fingerprint() throws Exception {
      String catalogue =
          query(
              "select concat_ws(' ', (select string_agg(oid || ':' || xmin, ',' order by oid) from"
                  + " pg_class where relnamespace = (select oid from pg_namespace where nspname = '"
                  + schema
                  + "')), (select xmin from pg_namespace where nspname = '"
                  + schema
                  + "'))");
      if (catalogue.isEmpty()) {
        return catalogue;
      }
      return catalogue
          + query(
              "select string_agg(ctid || ':' || xmin, ',' order by ctid) from #energyops_schema_history")
          + query("select string_agg(ctid || ':' || xmin, ',' order by ctid) from #node");
    }
  }
}
