package io.energyops.it;

import io.energyops.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The real PostgreSQL of this test JVM. A test class takes a schema of its own in it. */
public final class PostgresServer {

  private PostgresServer() {}

  /**
   * Returns the server, which is running on return.
   *
   * @return a source of unpooled connections of a superuser
   */
  public static DataSource dataSource() {
    return TestPostgres.dataSource();
  }

  /**
   * Makes a database of its own, for a test that needs more than a schema.
   *
   * @param name name of the new database
   * @return a source of unpooled connections of a superuser
   */
  public static DataSource newDatabase(String name) {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    PGSimpleDataSource source = unpooled();
    source.setDatabaseName(name);
    return source;
  }

  /**
   * Returns where the server listens on the loopback interface.
   *
   * @return its port
   */
  public static int port() {
    return unpooled().getPortNumbers()[0];
  }

  private static PGSimpleDataSource unpooled() {
    try (Connection connection = dataSource().getConnection()) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(connection.getMetaData().getURL());
      source.setUser(connection.getMetaData().getUserName());
      return source;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
