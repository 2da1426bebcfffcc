package io.energyops.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.EnergyOps;
import io.energyops.Joined;
import io.energyops.activity.ActivityEntry;
import io.energyops.activity.ActivityQuery;
import io.energyops.database.MigrationPolicy;
import io.energyops.database.MigrationScript;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCategory;
import io.energyops.error.ErrorCode;
import io.energyops.event.Event;
import io.energyops.event.Topic;
import io.energyops.it.PostgresServer;
import io.energyops.testkit.WorkbookBuilder;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.StagedImport;
import io.energyops.upload.UploadSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides on embedding and on databases show. */
class EmbeddingGuideTest {

  @TempDir Path folder;

  @Test
  void a_host_gives_what_it_has() {
    DataSource pool = PostgresServer.dataSource();
    Path folder = this.folder.resolve("given");
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try (EnergyOps ops =
        EnergyOps.builder()
            .dataDirectory(folder) // runs, spools and node slots of this machine
            .dataSource(pool) // never closed; without it: SQLite in the folder
            .schema("guide_given") // "energyops" when not said
            .executor(executor) // never shut down
            .currentUser(() -> "desk@example.org") // asked once a call, on the calling thread
            .nodeName("market-1")
            .open()) {
      assertEquals("guide_given", ops.schema().schema());
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void a_transaction_of_the_host_takes_ours_along() throws SQLException {
    DataSource pool = PostgresServer.dataSource();
    try (EnergyOps ops =
        EnergyOps.builder()
            .dataDirectory(folder.resolve("within"))
            .dataSource(pool)
            .schema("guide_within")
            .open()) {
      execute(pool, "create table guide_orders (id bigint)");
      UploadSource file =
          WorkbookBuilder.marketSnapshotDay(LocalDate.of(2025, 10, 8)).upload("day.xlsx");

      try (StagedImport day = ops.imports().stage(file, ImportRequest.of(Dataset.MARKET_SNAPSHOT));
          Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        execute(connection, "insert into guide_orders values (1)"); // the host's own rows
        Joined ours = ops.within(connection);
        ours.complete(day); // its rows become visible
        ours.publish(Topic.of("orders"), Event.of("order:placed", Map.of("id", 1)));
        ours.record(ActivityEntry.of("order", "placed", "Order 1", "desk@example.org"));
        connection.commit(); // all of it, or with rollback() nothing
      }

      assertEquals(1, ops.activities().list(ActivityQuery.latest().type("order")).items().size());
      assertEquals(
          96,
          ops.market()
              .statsForDate(LocalDate.of(2025, 10, 8), ZoneId.of("Asia/Kolkata"))
              .totalRecords());
    }
  }

  @Test
  void errors_are_told_apart_by_their_codes() {
    DataSource pool = PostgresServer.dataSource();
    Path folder = this.folder.resolve("validated");
    EnergyOpsException refused =
        assertThrows(
            EnergyOpsException.class,
            () ->
                EnergyOps.builder()
                    .dataDirectory(folder)
                    .dataSource(pool)
                    .schema("guide_absent")
                    .migrationPolicy(MigrationPolicy.VALIDATE)
                    .open());
    assertEquals(ErrorCode.SCHEMA_OUTDATED, refused.code());
    assertEquals(ErrorCategory.CONFLICT, refused.code().category());
  }

  @Test
  void a_dba_runs_the_printed_script() throws SQLException {
    DataSource pool = PostgresServer.dataSource();
    Path folder = this.folder.resolve("dba");
    String sql = MigrationScript.postgresql("guide_dba").complete(); // the DBA runs it
    execute(pool, sql);
    EnergyOps ops =
        EnergyOps.builder()
            .dataDirectory(folder)
            .dataSource(pool)
            .schema("guide_dba")
            .migrationPolicy(MigrationPolicy.VALIDATE) // touches nothing, refuses what is not ours
            .open();
    assertEquals("guide_dba", ops.schema().schema());
    ops.close();
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection()) {
      execute(connection, sql);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
