package io.energyops.it;

import io.energyops.database.DataDirectory;
import io.energyops.database.Database;
import io.energyops.identity.IdSource;
import io.energyops.identity.Node;
import io.energyops.identity.NodeLease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Gives a test class an empty, migrated database of each kind and a registered node. */
public abstract class DatabaseTestBase {

  @TempDir static Path temporary;
  private static DataDirectory directory;
  private static Database database;
  private static NodeLease lease;

  @Parameter DatabaseKind kind;

  @BeforeParameterizedClassInvocation
  static void open(DatabaseKind kind) throws Exception {
    directory = DataDirectory.open(Files.createTempDirectory(temporary, "data"));
    database = kind.open(directory);
    lease =
        NodeLease.register(
            database, directory, IdSource.timeOrdered(), null, Duration.ofMinutes(1));
  }

  @AfterParameterizedClassInvocation
  static void closeAll() {
    lease.close();
    database.close();
    directory.close();
  }

  protected static Database database() {
    return database;
  }

  protected static DataDirectory directory() {
    return directory;
  }

  protected static Node node() {
    return lease.node();
  }

  protected static int execute(String sql) {
    return database.write(tx -> tx.update(sql).execute());
  }

  protected static String text(String sql) {
    return database.read(tx -> tx.query(sql).mapTo(String.class).one());
  }

  protected static long number(String sql) {
    return database.read(tx -> tx.query(sql).mapTo(Long.class).one());
  }
}
