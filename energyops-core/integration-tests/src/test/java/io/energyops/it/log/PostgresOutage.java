package io.energyops.it.log;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A server of its own, ended as by a crash and started again, behind a host's pool. */
final class PostgresOutage implements Outage {

  private final Path data;
  private final HikariDataSource pool = new HikariDataSource();
  private final EmbeddedPostgres server;
  private final Path binaries;
  private final String options;

  PostgresOutage(Path directory) {
    this.data = directory.resolve("postgres");
    this.server = start(data);
    String command = command();
    int end = command.indexOf(' ');
    this.binaries = Path.of(command.substring(0, end)).getParent();
    this.options = command.substring(end).strip();
    PGSimpleDataSource unpooled = new PGSimpleDataSource();
    unpooled.setPortNumbers(new int[] {server.getPort()});
    unpooled.setUser("postgres");
    unpooled.setDatabaseName("postgres");
    pool.setDataSource(unpooled);
    pool.setMaximumPoolSize(8);
    pool.setConnectionTimeout(1000);
  }

  private String command() {
    try {
      return Files.readString(data.resolve("postmaster.opts")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DataSource source() {
    return pool;
  }

  @Override
  public void begin() {
    control("stop", "-m", "immediate");
  }

  @Override
  public void end() {
    control(
        "start", "-o", options, "-l", data.resolveSibling("postgres.log").toString(), "-t", "120");
  }

  private void control(String... words) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // The server refuses to run as root; seen from a user namespace of its own it does not.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(binaries.resolve("pg_ctl").toString(), "-s", "-w", "-D"));
    command.add(data.toString());
    command.addAll(List.of(words));
    try {
      int exit =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException(command + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedPostgres start(Path data) {
    try {
      // The library starts servers that may forget their last commits in a crash.
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setPGStartupWait(Duration.ofMinutes(2))
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    pool.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
