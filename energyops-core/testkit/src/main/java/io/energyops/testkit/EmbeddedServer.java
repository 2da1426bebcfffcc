package io.energyops.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;

/** The only class that needs the optional server; linked when a test asks for it. */
final class EmbeddedServer {

  private EmbeddedServer() {}

  /** The server ends by its own shutdown hook: a test JVM is the kit's to hook. */
  static DataSource start() throws IOException {
    return EmbeddedPostgres.start().getPostgresDatabase();
  }
}
