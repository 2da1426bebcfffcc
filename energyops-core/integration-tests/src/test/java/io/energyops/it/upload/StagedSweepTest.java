package io.energyops.it.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.database.Dialect;
import io.energyops.it.DatabaseKind;
import io.energyops.it.PostgresServer;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.StagedImport;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What becomes of a staged import that nobody completes. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class StagedSweepTest extends ImportTestBase {

  private StagedImport staged() {
    return imports.stage(
        source("day.csv", snapshot(700)), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
  }

  /** A transaction of the host that has completed it. */
  private static Connection completing(StagedImport staged) throws SQLException {
    Connection connection = connection();
    connection.setAutoCommit(false);
    database()
        .join(connection, tx -> true)
        .run(
            tx -> {
              staged.complete(tx);
              return null;
            });
    return connection;
  }

  private static Connection connection() throws SQLException {
    if (database().dialect() == Dialect.POSTGRESQL) {
      return PostgresServer.dataSource().getConnection();
    }
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + directory().databaseFile());
    return source.getConnection();
  }

  private static void assertVisible(long rows) {
    assertEquals("visible", text("select status from #import"));
    assertEquals(rows, count("market_snapshot_data"));
  }

  @Test
  void a_sweep_leaves_it_while_it_is_open() {
    try (StagedImport staged = staged()) {
      assertEquals(0, sweeper.sweep(node().id()));
      assertEquals(700, count("market_snapshot_data"));
      assertEquals(700, staged.report().recordCount());
    }
    assertNothingLeft();
  }

  @Test
  void the_next_start_removes_it_when_its_jvm_ended() {
    staged();
    assertEquals(1, engine(node().id()).sweeper().sweep(node().id()));
    assertNothingLeft();
    assertEquals(0, count("activity"));
  }

  @Test
  void a_sweep_removes_what_was_closed_before_its_transaction_was_rolled_back() throws Exception {
    StagedImport staged = staged();
    try (Connection host = completing(staged)) {
      staged.close();
      host.rollback();
    }
    assertEquals("loading", text("select status from #import"));
    assertEquals(1, sweeper.sweep(node().id()));
    assertNothingLeft();
  }

  @Test
  void a_sweep_neither_waits_for_an_open_transaction_nor_takes_anything_from_it() throws Exception {
    StagedImport staged = staged();
    try (Connection host = completing(staged)) {
      assertEquals(0, engine(node().id()).sweeper().sweep(node().id()));
      host.commit();
    }
    staged.close();
    assertVisible(700);
    assertEquals(0, engine(node().id()).sweeper().sweep(node().id()));
    assertVisible(700);
  }

  @Test
  void a_closing_that_storage_refuses_is_finished_by_the_removals() {
    StagedImport staged = staged();
    storage.refusesDeletes = true;
    staged.close();
    assertEquals(0, count("import"));
    assertEquals(1, storage.files());
    storage.refusesDeletes = false;
    execute("update #file_removal set next_attempt_at = " + database().dialect().nowPlus(-60));
    removals.runDue();
    assertNothingLeft();
  }
}
