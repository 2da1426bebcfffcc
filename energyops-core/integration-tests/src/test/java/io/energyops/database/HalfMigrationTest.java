package io.energyops.database;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.error.ErrorCode;
import io.energyops.it.JavaProcess;
import io.energyops.it.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** M-08. */
class HalfMigrationTest {

  private static final String FIRST_TWO =
      "create table \"${schema}\".a (n bigint);\ninsert into \"${schema}\".a values (1);\n";
  private static final String LAST_TWO =
      "create table \"${schema}\".b (n bigint);\ninsert into \"${schema}\".b values (2);\n";

  private static final String RUNNING =
      "select count(*) from pg_stat_activity where state = 'active' and query like '%#%' and query"
          + " like '%generate_series%' and pid <> pg_backend_pid()";

  @TempDir Path temporary;

  private String location(String name, String sql) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve(name));
    Files.writeString(folder.resolve("V1__five.sql"), sql);
    return "filesystem:" + folder;
  }

  private SQLiteDataSource sqlite() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + temporary.resolve("test.db"));
    return source;
  }

  private static String query(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  private void failsThenWorks(DataSource source, Dialect dialect, String schema) throws Exception {
    String broken =
        location(
            "broken", FIRST_TWO + "insert into \"${schema}\".nowhere values (1);\n" + LAST_TWO);
    String mended =
        location("mended", FIRST_TWO + "insert into \"${schema}\".a values (3);\n" + LAST_TWO);
    SchemaException failed =
        assertThrows(
            SchemaException.class,
            () ->
                new SchemaMigrator(source, dialect, schema, broken)
                    .bring(MigrationPolicy.MIGRATE_IF_ALONE));
    assertEquals(ErrorCode.MIGRATION_FAILED, failed.code(), failed.getMessage());
    SchemaInfo info =
        new SchemaMigrator(source, dialect, schema, mended).bring(MigrationPolicy.MIGRATE_IF_ALONE);
    assertEquals("1", info.version());
    assertEquals("2", query(source, "select count(*) from \"" + schema + "\".a"));
    assertEquals("1", query(source, "select count(*) from \"" + schema + "\".b"));
  }

  @Test
  void a_script_that_fails_in_its_middle_leaves_nothing_in_the_way_on_sqlite() throws Exception {
    failsThenWorks(sqlite(), Dialect.SQLITE, "main");
  }

  @Test
  void a_script_that_fails_in_its_middle_leaves_nothing_in_the_way_on_postgres() throws Exception {
    failsThenWorks(PostgresServer.dataSource(), Dialect.POSTGRESQL, "half_" + UUID.randomUUID());
  }

  @Test
  void a_jvm_that_is_killed_in_the_middle_leaves_nothing_in_the_way_on_sqlite() throws Exception {
    String endless =
        location(
            "endless",
            FIRST_TWO
                + "insert into \"${schema}\".a with recursive n(i) as (select 1 union all select i +"
                + " 1 from n where i < 2000000000) select i from n;\n"
                + LAST_TWO);
    String mended = location("mended", FIRST_TWO + LAST_TWO);
    query(sqlite(), "pragma user_version");
    Path wal = temporary.resolve("test.db-wal");
    try (JavaProcess migrating =
        JavaProcess.start(MigratingJvm.class, sqlite().getUrl(), "main", endless)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.exists(wal) && Files.size(wal) > 4_000_000);
      migrating.kill();
    }
    new SchemaMigrator(sqlite(), Dialect.SQLITE, "main", mended)
        .bring(MigrationPolicy.MIGRATE_IF_ALONE);
    assertEquals("1", query(sqlite(), "select count(*) from a"));
    assertEquals("1", query(sqlite(), "select count(*) from b"));
  }

  @Test
  void a_jvm_that_is_killed_in_the_middle_leaves_nothing_in_the_way_on_postgres() throws Exception {
    String schema = "killed_" + UUID.randomUUID();
    String endless =
        location(
            "endless",
            FIRST_TWO
                + "insert into \"${schema}\".a select i from generate_series(1, 100000000000) as"
                + " n(i);\n"
                + LAST_TWO);
    String mended = location("mended", FIRST_TWO + LAST_TWO);
    DataSource source = PostgresServer.dataSource();
    try (JavaProcess migrating = JavaProcess.start(MigratingJvm.class, url(), schema, endless)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !query(source, RUNNING.replace("#", schema)).equals("0"));
      migrating.kill();
    }
    new SchemaMigrator(source, Dialect.POSTGRESQL, schema, mended)
        .bring(MigrationPolicy.MIGRATE_IF_ALONE);
    assertEquals("1", query(source, "select count(*) from \"" + schema + "\".a"));
    assertEquals("1", query(source, "select count(*) from \"" + schema + "\".b"));
  }

  /** M-03 and M-04: nothing but the database keeps them apart. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void three_jvms_at_once_migrate_a_hosts_database_once(String database) throws Exception {
    boolean sqlite = database.equals("sqlite");
    String schema = sqlite ? "main" : "three_" + UUID.randomUUID();
    List<JavaProcess> jvms = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        jvms.add(JavaProcess.start(MigratingJvm.class, sqlite ? sqlite().getUrl() : url(), schema));
      }
      for (JavaProcess jvm : jvms) {
        assertEquals("done 1", jvm.line());
      }
    } finally {
      jvms.forEach(JavaProcess::close);
    }
    DataSource source = sqlite ? sqlite() : PostgresServer.dataSource();
    assertEquals(
        "1",
        query(
            source,
            "select count(*) from \""
                + schema
                + "\".energyops_schema_history where version = '1'"));
  }

  private static String url() throws SQLException {
    try (Connection connection = PostgresServer.dataSource().getConnection()) {
      return connection.getMetaData().getURL();
    }
  }
}
