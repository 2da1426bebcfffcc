package io.energyops.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;

/**
 * The real PostgreSQL of this test JVM: started at the first use, ended with the JVM. A test class
 * takes a schema of its own in it. Thread-safe.
 */
public final class PostgresServer {

  private PostgresServer() {}

  /**
   * Returns the server's database.
   *
   * @return a source of unpooled connections of a superuser
   */
  public static DataSource dataSource() {
    return Holder.SERVER.getPostgresDatabase();
  }

  private static final class Holder {
    // The server registers its own shutdown hook; a test JVM is ours to hook.
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL for the tests could not be started", e);
      }
    }
  }
}
