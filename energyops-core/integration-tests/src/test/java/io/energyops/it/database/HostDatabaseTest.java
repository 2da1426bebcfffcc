package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.database.Database;
import io.energyops.database.DatabaseException;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import io.energyops.database.Transaction;
import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.it.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that the host gives stays the host's, in every setting. */
class HostDatabaseTest {

  /** What must hold for each database. */
  abstract static class Given {

    HikariDataSource pool;
    Database database;

    abstract HikariDataSource pool();

    abstract String schema();

    @BeforeEach
    void open() {
      pool = pool();
      database = Databases.of(pool, schema(), MigrationPolicy.MIGRATE_IF_ALONE).database();
      add("base");
    }

    @AfterEach
    void close() {
      pool.close();
    }

    final void add(String name) {
      database.write(tx -> insert(tx, name));
    }

    static int insert(Transaction tx, String name) {
      return tx.update("insert into #publisher_lease (name) values (:name)")
          .bind("name", name)
          .execute();
    }

    final long count() {
      return database.read(
          tx -> tx.query("select count(*) from #publisher_lease").mapTo(Long.class).one());
    }

    final long fence() {
      return database.read(
          tx ->
              tx.query("select fence from #publisher_lease where name = 'base'")
                  .mapTo(Long.class)
                  .one());
    }

    @Test
    void closing_ours_closes_nothing_of_the_host() throws SQLException {
      database.close();
      assertFalse(pool.isClosed());
      try (Connection connection = pool.getConnection()) {
        assertTrue(connection.getAutoCommit());
      }
    }

    @Test
    void a_joined_transaction_is_committed_by_the_host_alone() throws SQLException {
      AtomicBoolean told = new AtomicBoolean();
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        foreignKeysOn(connection);
        database
            .join(connection, tx -> true)
            .run(
                tx -> {
                  tx.afterCommit(() -> told.set(true));
                  return insert(tx, "joined");
                });
        assertFalse(connection.isClosed());
        assertFalse(connection.getAutoCommit());
        assertEquals(1, count());
        connection.commit();
      }
      assertEquals(2, count());
      assertFalse(told.get(), "nobody learns of the host's commit");
    }

    @Test
    void what_the_host_rolls_back_leaves_nothing() throws SQLException {
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        foreignKeysOn(connection);
        database.join(connection, tx -> true).run(tx -> insert(tx, "joined"));
        connection.rollback();
      }
      assertEquals(1, count());
    }

    /** SQLite ignores the pragma inside a transaction, so it comes before the first statement. */
    void foreignKeysOn(Connection connection) throws SQLException {}

    @Test
    void an_action_after_a_commit_that_fails_does_not_undo_or_repeat_it() {
      AtomicInteger runs = new AtomicInteger();
      database.write(
          tx -> {
            runs.incrementAndGet();
            tx.afterCommit(
                () -> {
                  throw new IllegalStateException("boom");
                });
            return insert(tx, "done");
          });
      assertEquals(1, runs.get());
      assertEquals(2, count());
    }

    @Test
    void an_exception_shows_no_value_of_a_row() {
      DatabaseException refused = assertThrows(DatabaseException.class, () -> add("base"));
      for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
        assertFalse(String.valueOf(cause.getMessage()).contains("named:"), String.valueOf(cause));
      }
    }
  }

  @Nested
  class OnSqlite extends Given {

    @TempDir Path temporary;

    @Override
    HikariDataSource pool() {
      HikariDataSource source = new HikariDataSource();
      source.setJdbcUrl("jdbc:sqlite:" + temporary.resolve("host.db") + "?journal_mode=WAL");
      source.setMaximumPoolSize(3);
      source.setMinimumIdle(1);
      return source;
    }

    @Override
    String schema() {
      return "main";
    }

    @Override
    void foreignKeysOn(Connection connection) throws SQLException {
      connection.setAutoCommit(true);
      execute(connection, "pragma foreign_keys = on");
      connection.setAutoCommit(false);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    private boolean foreignKeys() throws SQLException {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("pragma foreign_keys")) {
        return row.next() && row.getInt(1) == 1;
      }
    }

    @Test
    void foreign_keys_are_on_for_us_and_put_back() throws SQLException {
      assertFalse(foreignKeys());
      assertThrows(
          DatabaseException.class,
          () ->
              database.write(
                  tx ->
                      tx.update(
                              "insert into #test_script_execution (id, script_id, execution_id,"
                                  + " status) values ('1', 'none', 'e', 'queued')")
                          .execute()));
      int onForUs = database.read(tx -> tx.query("pragma foreign_keys").mapTo(Integer.class).one());
      assertEquals(1, onForUs);
      assertFalse(foreignKeys());
    }

    @Test
    void a_joined_transaction_without_them_is_refused() throws SQLException {
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        ConflictException refused =
            assertThrows(ConflictException.class, () -> database.join(connection, tx -> true));
        assertEquals(ErrorCode.FOREIGN_KEYS_OFF, refused.code());
      }
    }

    /** M-09: two that read before they write, on connections that begin deferred. */
    @Test
    void no_writer_fails_because_another_was_faster() throws Exception {
      ExecutorService writers = Executors.newFixedThreadPool(2);
      CountDownLatch bothBegan = new CountDownLatch(2);
      try {
        Future<?> one = writers.submit(() -> raiseFence(bothBegan));
        Future<?> two = writers.submit(() -> raiseFence(bothBegan));
        one.get(60, TimeUnit.SECONDS);
        two.get(60, TimeUnit.SECONDS);
      } finally {
        writers.shutdownNow();
      }
      assertEquals(50, fence());
    }

    private void raiseFence(CountDownLatch bothBegan) {
      bothBegan.countDown();
      for (int i = 0; i < 25; i++) {
        database.write(
            tx -> {
              long fence =
                  tx.query("select fence from #publisher_lease where name = 'base'")
                      .mapTo(Long.class)
                      .one();
              return tx.update("update #publisher_lease set fence = :fence where name = 'base'")
                  .bind("fence", fence + 1)
                  .execute();
            });
      }
    }
  }

  @Nested
  class OnPostgres extends Given {

    private final String schema = "host_" + UUID.randomUUID();

    @Override
    HikariDataSource pool() {
      HikariDataSource source = new HikariDataSource();
      source.setDataSource(PostgresServer.dataSource());
      source.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
      source.setMaximumPoolSize(3);
      source.setMinimumIdle(1);
      return source;
    }

    @Override
    String schema() {
      return schema;
    }

    @Test
    void a_transaction_that_lost_a_race_is_repeated_as_a_whole() {
      AtomicInteger runs = new AtomicInteger();
      database.write(
          tx -> {
            long fence =
                tx.query("select fence from #publisher_lease where name = 'base'")
                    .mapTo(Long.class)
                    .one();
            if (runs.incrementAndGet() == 1) {
              database.write(
                  other ->
                      other.update("update #publisher_lease set fence = fence + 10").execute());
            }
            return tx.update("update #publisher_lease set fence = :fence")
                .bind("fence", fence + 1)
                .execute();
          });
      assertEquals(2, runs.get());
      assertEquals(11, fence());
    }
  }
}
