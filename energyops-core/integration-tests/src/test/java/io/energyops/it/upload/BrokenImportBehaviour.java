package io.energyops.it.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.database.DatabaseException;
import io.energyops.database.Dialect;
import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.run.ImportId;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an import that breaks leaves behind, wherever its file lies. */
abstract class BrokenImportBehaviour extends ImportTestBase {

  private final List<String> undo = new ArrayList<>();

  @AfterEach
  void mend() {
    undo.forEach(BrokenImportBehaviour::raw);
  }

  @Test
  void a_storage_that_refuses_leaves_nothing() {
    storage.refusesSaves = true;
    EnergyOpsException thrown =
        assertThrows(EnergyOpsException.class, () -> importCsv(snapshot(10)));
    assertEquals(ErrorCode.STORAGE_FAILURE, thrown.code());
    assertNothingLeft();
    assertEquals(0, count("activity"));
  }

  @Test
  void a_database_that_refuses_the_last_transaction_leaves_nothing() {
    refuse("update of status on #import", "new.status = 'visible'");
    assertThrows(DatabaseException.class, () -> importCsv(snapshot(1300)));
    assertNothingLeft();
    assertEquals(0, count("activity"));
  }

  @Test
  void a_database_that_refuses_rows_in_the_middle_leaves_nothing() {
    refuse("insert on #market_snapshot_data", "new.timeblock = 77 and new.dam_price > 600");
    assertThrows(DatabaseException.class, () -> importCsv(snapshot(2000)));
    assertNothingLeft();
  }

  @Test
  void what_cannot_be_taken_back_stays_invisible_until_the_next_start() {
    refuse("update of status on #import", "new.status in ('visible', 'deleting')");
    DatabaseException thrown =
        assertThrows(DatabaseException.class, () -> importCsv(snapshot(1300)));
    assertEquals(1, thrown.getSuppressed().length);
    assertEquals("loading", text("select status from #import"));
    assertEquals(1300, count("market_snapshot_data"));
    assertEquals(1, storage.files());

    mend();
    undo.clear();
    assertEquals(1, engine(node().id()).sweeper().sweep(node().id()));
    assertNothingLeft();
  }

  @Test
  void a_deletion_that_broke_off_is_finished_at_the_next_start() {
    ImportId id = importCsv(snapshot(3000)).importId();
    execute("delete from #outbox");
    refuse("delete on #import", "old.id is not null");
    assertThrows(DatabaseException.class, () -> imports.delete(id));
    assertTrue(imports.find(id).isEmpty());
    assertEquals(0, imports.list(io.energyops.upload.ImportQuery.all()).items().size());

    mend();
    undo.clear();
    assertEquals(1, engine(node().id()).sweeper().sweep(node().id()));
    assertNothingLeft();
  }

  @Test
  void a_node_sweeps_what_dead_nodes_left_and_never_what_living_ones_load() {
    node("dead", "-60");
    node("living", "+60");
    leaveLoading("dead", 2500);
    leaveLoading("living", 10);
    leaveLoading("unheard-of", 10);

    assertEquals(2, sweeper.sweep(node().id()));
    assertEquals("living", text("select owner_node from #import"));
    assertEquals(10, count("market_snapshot_data"));
  }

  @Test
  void a_node_that_comes_back_after_a_takeover_writes_nothing_more() {
    List<Integer> swept = new ArrayList<>();
    ConflictException thrown =
        assertThrows(
            ConflictException.class,
            () ->
                importCsv(
                    snapshot(2000),
                    ImportRequest.of(Dataset.MARKET_SNAPSHOT)
                        .withProgress(
                            progress -> {
                              if (progress.rowsRead() == 1000) {
                                execute("update #import set owner_node = 'gone'");
                                swept.add(engine("other").sweeper().sweep("other"));
                              }
                            })));
    assertEquals(ErrorCode.STALE_FENCE, thrown.code());
    assertEquals(List.of(1), swept);
    assertNothingLeftAfterRemovals();
  }

  @Test
  void a_sweep_leaves_what_this_node_is_loading() {
    List<Integer> swept = new ArrayList<>();
    ImportReport report =
        importCsv(
            snapshot(1000),
            ImportRequest.of(Dataset.MARKET_SNAPSHOT)
                .withProgress(progress -> swept.add(sweeper.sweep(node().id()))));
    assertEquals(1000, report.recordCount());
    assertEquals(1000, count("market_snapshot_data"));
    assertEquals(List.of(0, 0, 0), swept);
  }

  @Test
  void an_import_that_is_loading_is_not_deleted() {
    leaveLoading(node().id(), 1);
    ImportId id = ImportId.of(text("select id from #import"));
    ConflictException thrown = assertThrows(ConflictException.class, () -> imports.delete(id));
    assertEquals(ErrorCode.IMPORT_LOADING, thrown.code());
  }

  @Test
  void a_sweep_clears_the_spool_of_its_own_node_and_what_is_a_day_old() throws Exception {
    Files.createDirectories(directory().spool());
    Path own = Files.createFile(directory().spool().resolve(node().id() + "-1.upload"));
    Path other = Files.createFile(directory().spool().resolve("other-1.upload"));
    Path old = Files.createFile(directory().spool().resolve("other-2.upload"));
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofHours(25))));
    sweeper.sweep(node().id());
    assertTrue(Files.notExists(own));
    assertTrue(Files.notExists(old));
    assertTrue(Files.deleteIfExists(other));
  }

  private void assertNothingLeftAfterRemovals() {
    removals.runDue();
    assertNothingLeft();
  }

  /** Leaves a loading import as a JVM does that is killed. */
  private void leaveLoading(String owner, int rows) {
    ImportId id = importCsv(snapshot(rows)).importId();
    execute(
        "update #import set status = 'loading', owner_node = '"
            + owner
            + "' where id = '"
            + id
            + "'");
  }

  private void node(String id, String leaseSeconds) {
    execute("delete from #node where id = '" + id + "'");
    String expires = database().dialect().nowPlus(Long.parseLong(leaseSeconds));
    execute(
        "insert into #node (id, name, hostname, slot, state, lease_expires_at) values ('"
            + id
            + "', 'n', 'h', 7, 'active', "
            + expires
            + ")");
  }

  /** Has the database refuse a change, as a full disk or a broken constraint would. */
  private void refuse(String change, String condition) {
    String table = change.substring(change.indexOf('#'));
    if (database().dialect() == Dialect.SQLITE) {
      raw(
          "create trigger refuse before "
              + change
              + " when "
              + condition.replace("600", "600000000")
              + " begin select raise(abort, 'refused'); end");
      undo.add("drop trigger refuse");
    } else {
      String schema = database().schema();
      raw(
          "create function \""
              + schema
              + "\".refuse() returns trigger language plpgsql as $$ begin raise exception"
              + " 'refused'; end $$");
      raw(
          "create trigger refuse before "
              + change
              + " for each row when ("
              + condition
              + ") execute function \""
              + schema
              + "\".refuse()");
      undo.add("drop trigger refuse on " + table);
      undo.add("drop function \"" + schema + "\".refuse()");
    }
  }

  private static void raw(String sql) {
    database().write(tx -> tx.handle().execute(tx.qualified(sql)));
  }
}
