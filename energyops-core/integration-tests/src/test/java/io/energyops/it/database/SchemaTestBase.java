package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Each test runs in one transaction that is rolled back. */
abstract class SchemaTestBase {

  @TempDir static Path directory;
  private static MigratedSchema schema;

  @Parameter TestDialect dialect;
  private Connection connection;

  @BeforeParameterizedClassInvocation
  static void migrate(TestDialect dialect) throws Exception {
    schema = dialect.migrate(directory);
  }

  @BeforeEach
  void begin() throws SQLException {
    connection = schema.open();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void rollBack() throws SQLException {
    connection.rollback();
    connection.close();
  }

  final String table(String name) {
    return schema.table(name);
  }

  final void insert(String table, String columns, String values) throws SQLException {
    execute("insert into " + table(table) + " (" + columns + ") values (" + values + ")");
  }

  final int execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** The driver of SQLite counts the rows of cascades too, so the count says only that one went. */
  final void delete(String table, String id) throws SQLException {
    assertTrue(execute("delete from " + table(table) + " where id = '" + id + "'") > 0);
  }

  final String value(String expression, String table) throws SQLException {
    return query("select " + expression + " from " + table(table));
  }

  final String query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next(), sql);
      return row.getString(1);
    }
  }

  final int count(String table) throws SQLException {
    return Integer.parseInt(value("count(*)", table));
  }

  final BigDecimal number(String expression, String table) throws SQLException {
    return dialect.number(value(expression, table));
  }

  /** Asserts that the database refuses for this reason, and goes on in the same transaction. */
  final void assertRefused(Refusal reason, Executable action) throws SQLException {
    Savepoint before = connection.setSavepoint();
    SQLException refusal = assertThrows(SQLException.class, action);
    assertEquals(reason, dialect.refusal(refusal), refusal.getMessage());
    connection.rollback(before);
  }

  final void assertRefused(Refusal reason, String table, String columns, String values)
      throws SQLException {
    assertRefused(reason, () -> insert(table, columns, values));
  }
}
