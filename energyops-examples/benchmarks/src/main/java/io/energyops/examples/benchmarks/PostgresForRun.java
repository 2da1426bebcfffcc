package io.energyops.examples.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A PostgreSQL server that lives as long as the run. The library starts servers without {@code
 * fsync}; a commit that is measured must be on disk.
 */
final class PostgresForRun implements AutoCloseable {

  private final EmbeddedPostgres server;

  private PostgresForRun(EmbeddedPostgres server) {
    this.server = server;
  }

  static PostgresForRun start(Path folder) throws IOException {
    return new PostgresForRun(
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("postgres"))
            .setCleanDataDirectory(true)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_wal_size", "2GB")
            .start());
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The PostgreSQL of the run could not be ended", e);
    }
  }
}
