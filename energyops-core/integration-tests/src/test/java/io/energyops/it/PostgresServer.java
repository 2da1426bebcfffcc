package io.energyops.it;

import io.energyops.testkit.TestPostgres;
import javax.sql.DataSource;

/** The real PostgreSQL of this test JVM. A test class takes a schema of its own in it. */
public final class PostgresServer {

  private PostgresServer() {}

  /**
   * Returns the server's database.
   *
   * @return a source of unpooled connections of a superuser
   */
  public static DataSource dataSource() {
    return TestPostgres.dataSource();
  }
}
