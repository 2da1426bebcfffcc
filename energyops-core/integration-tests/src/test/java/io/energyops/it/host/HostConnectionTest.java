package io.energyops.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.database.Database;
import io.energyops.database.DatabaseException;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import io.energyops.error.ErrorCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection goes back as it was taken, and no thread takes two. */
@ParameterizedClass
@MethodSource("pools")
class HostConnectionTest {

  static Stream<Arguments> pools() {
    return Stream.of(HostDatabase.values())
        .flatMap(kind -> Stream.of(Arguments.of(kind, true, 1), Arguments.of(kind, false, 2)));
  }

  @Parameter(0)
  HostDatabase kind;

  @Parameter(1)
  boolean autoCommit;

  @Parameter(2)
  int size;

  @TempDir Path directory;

  private DataSource real;
  private WatchedPool pool;

  @BeforeEach
  void open() throws SQLException {
    real = kind.create(directory);
    pool = new WatchedPool(kind, real, autoCommit, size);
  }

  @AfterEach
  void everyConnectionCameBackAsItWasTaken() throws SQLException {
    assertEquals(List.of(), pool.complaints());
    assertTrue(pool.lent() > 0);
    pool.close();
  }

  private Database database() {
    return Databases.of(pool.source(), "energyops", MigrationPolicy.MIGRATE_IF_ALONE).database();
  }

  private static int insert(Database database, String name) {
    return database.write(
        tx ->
            tx.update("insert into #publisher_lease (name) values (:name)")
                .bind("name", name)
                .execute());
  }

  private String leases() throws SQLException {
    return Sql.text(real, "select count(*) from " + kind.table("energyops", "publisher_lease"));
  }

  @Test
  void a_whole_day_from_the_migration_to_the_close() throws Exception {
    try (EnergyOps ops =
        EnergyOps.builder()
            .dataDirectory(directory.resolve("data"))
            .dataSource(pool.source())
            .open()) {
      DayAhead.play(ops);
    }
    try (EnergyOps again =
        EnergyOps.builder()
            .dataDirectory(directory.resolve("data"))
            .dataSource(pool.source())
            .migrationPolicy(MigrationPolicy.VALIDATE)
            .open()) {
      assertEquals("1", again.schema().version());
    }
  }

  @Test
  void after_a_failure_of_a_statement_and_of_the_work() throws SQLException {
    Database database = database();
    insert(database, "base");
    assertThrows(DatabaseException.class, () -> insert(database, "base"));
    assertThrows(
        IllegalStateException.class,
        () ->
            database.write(
                tx -> {
                  tx.update("insert into #publisher_lease (name) values ('lost')").execute();
                  throw new IllegalStateException("the work fails");
                }));
    assertEquals("1", leases());
  }

  @Test
  void after_a_refusal_to_open() throws SQLException {
    database().close();
    Sql.execute(real, "drop table " + kind.table("energyops", "notification"));
    assertEquals(
        ErrorCode.SCHEMA_DAMAGED,
        assertThrows(io.energyops.database.SchemaException.class, this::database).code());
  }

  @Test
  void after_a_lost_connection_the_next_one_works() throws SQLException {
    Database database = database();
    if (kind == HostDatabase.POSTGRESQL) {
      DatabaseException lost =
          assertThrows(
              DatabaseException.class,
              () ->
                  database.write(
                      tx -> {
                        tx.update("insert into #publisher_lease (name) values ('lost')").execute();
                        terminate(tx.query("select pg_backend_pid()").mapTo(Integer.class).one());
                        return tx.update("delete from #publisher_lease").execute();
                      }));
      assertEquals(ErrorCode.DATABASE_UNAVAILABLE, lost.code());
    }
    insert(database, "next");
    assertEquals("1", leases());
  }

  @Test
  void after_a_transaction_that_was_repeated() throws SQLException {
    Database database = database();
    AtomicInteger runs = new AtomicInteger();
    database.write(
        tx -> {
          if (runs.incrementAndGet() == 1) {
            tx.update("insert into #publisher_lease (name) values ('first')").execute();
            throw new org.jdbi.v3.core.ConnectionException(
                new SQLException("a race was lost", "40001"));
          }
          return tx.update("insert into #publisher_lease (name) values ('second')").execute();
        });
    assertEquals(2, runs.get());
    assertEquals("1", leases());
  }

  private void terminate(int backend) {
    try {
      Sql.execute(real, "select pg_terminate_backend(" + backend + ")");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
