package io.energyops.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.database.DatabaseException;
import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Pools of a host in unusual states: each works, or is refused in words. */
@ParameterizedClass
@EnumSource(HostDatabase.class)
class GivenSourceTest {

  @Parameter HostDatabase kind;

  @TempDir Path directory;

  private DataSource real;

  @BeforeEach
  void create() {
    real = kind.create(directory);
  }

  private HikariDataSource pool(int size) {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(real);
    pool.setMaximumPoolSize(size);
    pool.setConnectionTimeout(500);
    return pool;
  }

  private EnergyOpsBuilder builder(DataSource source) {
    return EnergyOps.builder().dataDirectory(directory.resolve("data")).dataSource(source);
  }

  private void assertUntouched() throws SQLException {
    String tables =
        kind == HostDatabase.SQLITE
            ? "select count(*) from sqlite_master"
            : "select count(*) from pg_namespace where nspname = 'energyops'";
    assertEquals("0", Sql.text(real, tables));
  }

  @Test
  void a_pool_that_the_host_has_used_up_gives_a_typed_error_and_then_works_again()
      throws Exception {
    try (HikariDataSource pool = pool(1)) {
      pool.setConnectionTimeout(2000);
      EnergyOpsBuilder builder = builder(pool);
      try (Connection taken = pool.getConnection()) {
        assertEquals(
            ErrorCode.DATABASE_UNAVAILABLE,
            assertThrows(DatabaseException.class, builder::open).code());
        assertFalse(taken.isClosed());
      }
      try (EnergyOps ops = builder.open()) {
        try (Connection taken = pool.getConnection()) {
          assertEquals(
              ErrorCode.DATABASE_UNAVAILABLE,
              assertThrows(EnergyOpsException.class, () -> DayAhead.importDay(ops)).code());
          assertFalse(taken.isClosed());
        }
        DayAhead.importDay(ops);
      }
      assertFalse(pool.isClosed());
    }
  }

  @Test
  void closing_ours_ends_while_the_host_keeps_every_connection() throws Exception {
    try (HikariDataSource pool = pool(1)) {
      pool.setConnectionTimeout(2000);
      EnergyOps ops = builder(pool).open();
      try (Connection taken = pool.getConnection()) {
        ops.close();
        assertFalse(taken.isClosed());
      }
      assertFalse(pool.isClosed());
    }
  }

  @Test
  void connections_that_take_no_writes_are_refused_before_any() throws SQLException {
    try (HikariDataSource pool = pool(2)) {
      if (kind == HostDatabase.SQLITE) {
        pool.setConnectionInitSql("pragma query_only = on");
      } else {
        pool.setReadOnly(true);
      }
      DatabaseException refused = assertThrows(DatabaseException.class, () -> builder(pool).open());
      assertEquals(ErrorCode.DATABASE_READ_ONLY, refused.code(), refused.getMessage());
    }
    assertUntouched();
  }

  @Test
  void a_connection_of_a_transaction_that_has_written_is_refused_and_left_alone()
      throws SQLException {
    if (kind == HostDatabase.SQLITE) {
      return;
    }
    Sql.execute(real, "create table host_row (name text)");
    try (Connection bound = real.getConnection()) {
      bound.setAutoCommit(false);
      Sql.execute(bound, "insert into host_row values ('mine')");
      DataSource shares =
          new org.springframework.jdbc.datasource.AbstractDataSource() {
            @Override
            public Connection getConnection() {
              return keptOpen(bound);
            }

            @Override
            public Connection getConnection(String user, String password) {
              return keptOpen(bound);
            }
          };
      ConflictException refused =
          assertThrows(ConflictException.class, () -> builder(shares).open());
      assertEquals(ErrorCode.CALLERS_TRANSACTION, refused.code());
      assertEquals("0", Sql.text(real, "select count(*) from host_row"));
      bound.commit();
    }
    assertEquals("1", Sql.text(real, "select count(*) from host_row"));
    assertUntouched();
  }

  private static Connection keptOpen(Connection connection) {
    return (Connection)
        java.lang.reflect.Proxy.newProxyInstance(
            GivenSourceTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments));
  }

  @Test
  void a_pool_without_auto_commit_works_and_keeps_its_way() throws Exception {
    try (HikariDataSource pool = pool(2)) {
      pool.setConnectionTimeout(30_000);
      pool.setAutoCommit(false);
      pool.setConnectionTestQuery("select 1");
      try (EnergyOps ops = builder(pool).open()) {
        DayAhead.importDay(ops);
      }
      try (Connection connection = pool.getConnection()) {
        assertFalse(connection.getAutoCommit());
      }
      assertTrue(pool.isRunning());
    }
    assertEquals(
        "1",
        Sql.text(real, "select count(*) from " + kind.table("energyops", "market_snapshot_data")));
  }
}
