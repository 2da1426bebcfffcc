package io.energyops.it.within;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.activity.ActivityQuery;
import io.energyops.it.JavaProcess;
import io.energyops.it.PostgresServer;
import io.energyops.upload.ImportQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM gets SIGKILL between staging an import and the host's commit of its completion. */
class KilledStagingTest {

  @TempDir Path folder;

  @Test
  void on_sqlite_the_next_opening_leaves_nothing_of_it() {
    Path data = folder.resolve("data");
    sweptAfterKill(List.of(data), EnergyOps.builder().dataDirectory(data), () -> true);
  }

  @Test
  void on_postgres_the_next_opening_leaves_nothing_of_it() throws Exception {
    Path data = folder.resolve("data");
    String schema = "staging_" + UUID.randomUUID().toString().replace('-', '_');
    String url;
    try (Connection connection = PostgresServer.dataSource().getConnection()) {
      url = connection.getMetaData().getURL();
    }
    sweptAfterKill(
        List.of(data, url, schema),
        EnergyOps.builder()
            .dataDirectory(data)
            .dataSource(PostgresServer.dataSource())
            .schema(schema),
        () -> unlocked(schema));
  }

  /** The server notices a dead client a moment later, and only then lets go of its locks. */
  private static boolean unlocked(String schema) throws SQLException {
    try (Connection connection = PostgresServer.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_locks l join pg_class c on c.oid = l.relation"
                    + " where c.relnamespace = '"
                    + schema
                    + "'::regnamespace")) {
      return row.next() && row.getLong(1) == 0;
    }
  }

  private static void sweptAfterKill(
      List<?> arguments, EnergyOpsBuilder next, Callable<Boolean> unlocked) {
    try (JavaProcess jvm =
        JavaProcess.start(StagingJvm.class, new ArrayList<>(arguments).toArray())) {
      String line = jvm.line();
      assertTrue(line != null && line.startsWith("STAGED "), line);
      jvm.kill();
    }
    Awaitility.await().atMost(JoinedTestBase.LIMIT).until(unlocked);
    try (EnergyOps ops = next.open()) {
      Awaitility.await()
          .atMost(JoinedTestBase.LIMIT)
          .until(() -> ops.imports().list(ImportQuery.all()).items().isEmpty());
      Awaitility.await().atMost(JoinedTestBase.LIMIT).until(() -> ops.storage().list("").isEmpty());
      assertEquals(0, ops.activities().list(ActivityQuery.latest()).items().size());
    }
  }
}
