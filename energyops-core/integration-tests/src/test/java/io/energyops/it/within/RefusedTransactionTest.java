package io.energyops.it.within;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.Joined;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.it.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;

/** What is no transaction that the engine could be part of is refused at once, with its reason. */
@ParameterizedClass
@EnumSource(HostKind.class)
class RefusedTransactionTest extends JoinedTestBase {

  @TempDir Path folder;

  private ErrorCode refusal(Connection connection) {
    return assertThrows(EnergyOpsException.class, () -> ops.within(connection)).code();
  }

  @ParameterizedTest
  @NullSource
  void no_connection(Connection connection) {
    assertEquals(ErrorCode.INVALID_ARGUMENT, refusal(connection));
  }

  @Test
  void a_connection_in_auto_commit_mode() throws Exception {
    try (Connection connection = host.source().getConnection()) {
      assertEquals(ErrorCode.TRANSACTION_NOT_BEGUN, refusal(connection));
      assertTrue(connection.getAutoCommit());
    }
  }

  @Test
  void a_closed_connection() throws Exception {
    Connection connection = host.begin();
    Joined joined = ops.within(connection);
    connection.rollback();
    connection.close();
    assertEquals(ErrorCode.TRANSACTION_UNUSABLE, refusal(connection));
    assertEquals(
        ErrorCode.TRANSACTION_UNUSABLE,
        assertThrows(EnergyOpsException.class, () -> tell(joined, "closed")).code());
  }

  @Test
  void a_transaction_that_has_ended_with_auto_commit_on_again() throws Exception {
    try (Connection connection = host.begin()) {
      Joined joined = ops.within(connection);
      connection.commit();
      connection.setAutoCommit(true);
      assertEquals(
          ErrorCode.TRANSACTION_NOT_BEGUN,
          assertThrows(EnergyOpsException.class, () -> tell(joined, "ended")).code());
    }
    assertEquals(0, activities("ended"));
  }

  @Test
  void a_read_only_connection() throws Exception {
    if (kind == HostKind.POSTGRESQL) {
      try (Connection connection = host.source().getConnection()) {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        assertEquals(ErrorCode.TRANSACTION_UNUSABLE, refusal(connection));
        connection.rollback();
        connection.setReadOnly(false);
        Host.execute(connection, "set transaction read only");
        assertEquals(ErrorCode.TRANSACTION_UNUSABLE, refusal(connection));
        connection.rollback();
      }
      return;
    }
    try (Connection connection = host.begin()) {
      Host.execute(connection, "pragma query_only = on");
      assertEquals(ErrorCode.TRANSACTION_UNUSABLE, refusal(connection));
    }
  }

  @Test
  void a_transaction_that_failed_before() throws Exception {
    if (kind != HostKind.POSTGRESQL) {
      return; // SQLite's transactions go on after a failed statement
    }
    try (Connection connection = host.begin()) {
      Joined joined = ops.within(connection);
      assertThrows(SQLException.class, () -> Host.execute(connection, "select 1 / 0"));
      assertEquals(ErrorCode.TRANSACTION_UNUSABLE, refusal(connection));
      assertEquals(
          ErrorCode.TRANSACTION_UNUSABLE,
          assertThrows(EnergyOpsException.class, () -> tell(joined, "failed")).code());
      connection.rollback();
      tell(joined, "mended");
      connection.commit();
    }
    assertEquals(0, activities("failed"));
    assertEquals(1, activities("mended"));
  }

  @Test
  void a_sqlite_transaction_that_began_without_foreign_keys() throws Exception {
    if (kind == HostKind.POSTGRESQL) {
      return;
    }
    try (Connection connection = host.source().getConnection()) {
      Host.execute(connection, "pragma foreign_keys = off");
      connection.setAutoCommit(false);
      assertEquals(ErrorCode.FOREIGN_KEYS_OFF, refusal(connection));
      host.order(connection, "without-keys");
      connection.commit();
    }
    assertTrue(host.ordered("without-keys"));
  }

  @Test
  void an_empty_database_whose_own_transaction_goes_on() throws Exception {
    try (Connection connection = other("empty").getConnection()) {
      connection.setAutoCommit(false);
      Host.execute(connection, "create table mine (name text)");
      assertEquals(ErrorCode.TRANSACTION_ELSEWHERE, refusal(connection));
      Host.execute(connection, "insert into mine values ('x')");
      connection.commit();
    }
  }

  @Test
  void a_database_with_the_same_tables_of_another_engine() throws Exception {
    DataSource other = other("twin");
    String schema = ops.schema().schema();
    try (EnergyOps twin =
        EnergyOps.builder()
            .dataDirectory(folder.resolve("twin"))
            .dataSource(other)
            .schema(schema)
            .open()) {
      try (Connection connection = other.getConnection()) {
        connection.setAutoCommit(false);
        assertEquals(ErrorCode.TRANSACTION_ELSEWHERE, refusal(connection));
        tell(twin.within(connection), "twin");
        connection.commit();
      }
      try (Connection connection = host.begin()) {
        assertEquals(
            ErrorCode.TRANSACTION_ELSEWHERE,
            assertThrows(EnergyOpsException.class, () -> twin.within(connection)).code());
      }
    }
    assertEquals(0, activities("twin"));
  }

  @Test
  void another_schema_of_the_same_database() throws Exception {
    if (kind != HostKind.POSTGRESQL) {
      return; // SQLite has no schemas
    }
    try (EnergyOps neighbour =
            EnergyOps.builder()
                .dataDirectory(folder.resolve("neighbour"))
                .dataSource(host.source())
                .schema("neighbour_" + UUID.randomUUID().toString().replace('-', '_'))
                .open();
        Connection connection = host.begin()) {
      tell(neighbour.within(connection), "neighbour");
      tell(ops.within(connection), "here");
      connection.commit();
    }
    assertEquals(0, activities("neighbour"));
    assertEquals(1, activities("here"));
  }

  @Test
  void a_database_of_another_product() throws Exception {
    DataSource other =
        kind == HostKind.POSTGRESQL
            ? HostKind.sqlite(folder.resolve("product.db"))
            : PostgresServer.dataSource();
    try (Connection connection = other.getConnection()) {
      connection.setAutoCommit(false);
      assertEquals(ErrorCode.TRANSACTION_ELSEWHERE, refusal(connection));
      try (Statement statement = connection.createStatement()) {
        assertTrue(statement.execute("select 1"));
      }
    }
  }

  @Test
  void an_engine_that_is_closed() throws Exception {
    if (kind == HostKind.EMBEDDED_FILE) {
      return; // its database is closed with it
    }
    EnergyOps closed =
        EnergyOps.builder()
            .dataDirectory(folder.resolve("closed"))
            .dataSource(host.source())
            .schema(ops.schema().schema())
            .open();
    closed.close();
    try (Connection connection = host.begin()) {
      assertEquals(
          ErrorCode.CLOSED,
          assertThrows(EnergyOpsException.class, () -> closed.within(connection)).code());
      assertFalse(connection.isClosed());
    }
  }

  private DataSource other(String name) throws SQLException {
    if (kind != HostKind.POSTGRESQL) {
      SQLiteConfig config = new SQLiteConfig();
      config.enforceForeignKeys(true);
      var source = new org.sqlite.SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + folder.resolve(name + ".db"));
      return source;
    }
    String database = name + "_" + UUID.randomUUID().toString().replace('-', '_');
    try (Connection connection = PostgresServer.dataSource().getConnection()) {
      Host.execute(connection, "create database " + database);
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(
          connection.getMetaData().getURL().replaceAll("/[^/?]*(\\?|$)", "/" + database + "$1"));
      source.setUser("postgres");
      return source;
    }
  }
}
