package io.energyops.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.database.Database;
import io.energyops.database.DatabaseException;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pooler that gives each transaction another session. */
class PgBouncerTest {

  private static final int SESSIONS = 2;

  @TempDir Path directory;

  private DataSource direct;
  private PgBouncer bouncer;
  private String database;

  @BeforeEach
  void start() throws Exception {
    direct = HostDatabase.POSTGRESQL.create(directory);
    database = Sql.text(direct, "select current_database()");
    bouncer = PgBouncer.start(SESSIONS);
  }

  @AfterEach
  void stop() {
    bouncer.close();
  }

  private HikariDataSource pool(boolean preparedStatements) {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(bouncer.source(database, preparedStatements));
    pool.setMaximumPoolSize(6);
    return pool;
  }

  @Test
  void a_whole_day_works_without_prepared_statements_and_leaves_no_session_changed()
      throws Exception {
    try (HikariDataSource pool = pool(false)) {
      List<String> before = states(pool);
      EnergyOpsBuilder builder =
          EnergyOps.builder().dataDirectory(directory.resolve("data")).dataSource(pool);
      try (EnergyOps ops = builder.open()) {
        DayAhead.play(ops);
      }
      try (EnergyOps ops = builder.migrationPolicy(MigrationPolicy.VALIDATE).open()) {
        assertEquals("1", ops.schema().version());
      }
      assertEquals(before, states(pool));
    }
  }

  /** Of every session: the transactions are open at the same time. */
  private static List<String> states(DataSource pool) throws SQLException {
    List<Connection> open = new ArrayList<>();
    List<String> states = new ArrayList<>();
    try {
      for (int i = 0; i < SESSIONS; i++) {
        Connection connection = pool.getConnection();
        open.add(connection);
        connection.setAutoCommit(false);
        states.add(Sql.text(connection, HostDatabase.POSTGRESQL.state()));
      }
      assertEquals(SESSIONS, states.size());
      return states.stream().distinct().toList();
    } finally {
      for (Connection connection : open) {
        connection.rollback();
        connection.close();
      }
    }
  }

  @Test
  void with_prepared_statements_the_error_says_what_to_set() throws Exception {
    try (HikariDataSource pool = pool(true)) {
      Database opened =
          Databases.of(pool, "energyops", MigrationPolicy.MIGRATE_IF_ALONE).database();
      try {
        for (int i = 0; i < 200; i++) {
          int name = i;
          opened.write(
              tx ->
                  opened.write(
                      other ->
                          other
                              .update("insert into #publisher_lease (name) values (:name)")
                              .bind("name", "n" + name)
                              .execute()));
          opened.read(tx -> tx.query("select count(*) from #node").mapTo(Long.class).one());
        }
        // A pooler of 1.21 or newer may keep them itself.
        assertTrue(bouncer.keepsStatements(), "no error came");
      } catch (DatabaseException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("prepareThreshold=0"), e.getMessage());
      }
    }
  }
}
