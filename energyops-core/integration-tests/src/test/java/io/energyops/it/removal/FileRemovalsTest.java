package io.energyops.it.removal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.database.Dialect;
import io.energyops.error.ConflictException;
import io.energyops.identity.IdSource;
import io.energyops.it.DatabaseKind;
import io.energyops.it.DatabaseTestBase;
import io.energyops.removal.FileRemovals;
import io.energyops.removal.RemovalReport;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.testkit.InMemoryStorage;
import io.energyops.testkit.StorageFault;
import io.energyops.testkit.StorageOperation;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FileRemovalsTest extends DatabaseTestBase {

  private static final StorageKey KEY = StorageKey.of("sandbox/uploads/test_scripts/1/a.py");

  private static final String SECRET = "s3cr3t";

  private final InMemoryStorage storage = InMemoryStorage.create();
  private FileRemovals removals;

  @BeforeEach
  void open() {
    execute("delete from #file_removal");
    removals =
        new FileRemovals(database(), storage, IdSource.timeOrdered(), node().id(), new Random(7));
    put(KEY);
  }

  private void put(StorageKey key) {
    storage.save(key, ObjectSource.of(new byte[0]));
  }

  private boolean has(StorageKey key) {
    return storage.content(key.value()).isPresent();
  }

  private StorageFault refuse() {
    return storage
        .faults()
        .fail(
            StorageOperation.DELETE,
            KEY,
            () ->
                new StorageUnavailableException(
                    "bucket at https://user:" + SECRET + "@host", null, null));
  }

  private void request(StorageKey key) {
    database()
        .write(
            tx -> {
              removals.request(tx, key, "script deleted");
              return null;
            });
  }

  private void intend(StorageKey key) {
    database()
        .write(
            tx -> {
              removals.request(tx, key, "upload", Duration.ofHours(1));
              return null;
            });
  }

  private void own(StorageKey key) {
    database()
        .write(
            tx -> {
              removals.cancel(tx, key);
              return null;
            });
  }

  private static void makeDue() {
    execute(
        "update #file_removal set next_attempt_at = "
            + (database().dialect() == Dialect.SQLITE
                ? "'2001-01-01T00:00:00.000000Z'"
                : "timestamptz '2001-01-01T00:00:00Z'"));
  }

  private static long rows() {
    return number("select count(*) from #file_removal");
  }

  /** D-02. */
  @Test
  void a_file_stays_when_the_transaction_that_gives_it_up_fails() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database()
                .write(
                    tx -> {
                      removals.request(tx, KEY, "script deleted");
                      throw new IllegalStateException("the commit fails");
                    }));
    removals.removeNow(List.of(KEY));
    removals.runDue();
    assertTrue(has(KEY));
    assertEquals(0, rows());
  }

  @Test
  void a_file_goes_after_the_commit() {
    request(KEY);
    assertTrue(has(KEY));
    assertEquals(1, removals.pending());
    RemovalReport report = removals.removeNow(List.of(KEY));
    assertEquals(1, report.removed());
    assertFalse(has(KEY));
    assertEquals(0, removals.pending());
    assertEquals(0, rows());
  }

  @Test
  void asking_twice_asks_once() {
    request(KEY);
    request(KEY);
    assertEquals(1, rows());
    assertEquals(1, removals.runDue().removed());
  }

  @Test
  void a_file_that_is_gone_counts_as_done() {
    StorageKey gone = StorageKey.of("never/was");
    request(gone);
    RemovalReport report = removals.runDue();
    assertEquals(1, report.missing());
    assertEquals(0, report.failed());
    assertEquals(0, rows());
  }

  /** D-03. */
  @Test
  void a_refused_file_is_tried_again_until_it_is_gone() {
    StorageFault refusal = refuse();
    request(KEY);
    RemovalReport report = removals.runDue();
    assertEquals(List.of(KEY.value()), report.failedKeys());
    assertEquals(1, removals.pending());
    assertEquals(0, removals.runDue().failed(), "not before its time");
    makeDue();
    removals.runDue();
    assertEquals(2, number("select attempts from #file_removal"));
    String error = text("select last_error from #file_removal");
    assertFalse(error.contains(SECRET), error);
    assertTrue(error.contains("StorageUnavailableException"), error);
    makeDue();
    refusal.close();
    assertEquals(1, removals.runDue().removed());
    assertFalse(has(KEY));
    assertEquals(0, removals.pending());
  }

  @Test
  void one_bad_file_keeps_no_other_waiting() {
    refuse();
    request(KEY);
    List<StorageKey> others =
        IntStream.range(0, 120).mapToObj(i -> StorageKey.of("runs/" + i)).toList();
    others.forEach(this::put);
    others.forEach(this::request);
    execute("insert into #file_removal (id, storage_key, reason) values ('bad', '../escape', 'x')");
    RemovalReport report = removals.runDue();
    assertEquals(120, report.removed());
    assertEquals(2, report.failed());
    assertEquals(2, rows());
  }

  @Test
  void the_wait_grows_to_an_hour_and_no_longer() {
    refuse();
    request(KEY);
    execute("update #file_removal set attempts = 40");
    removals.runDue();
    String hour = database().dialect().nowPlus(3605);
    String half = database().dialect().nowPlus(1700);
    assertEquals(
        1,
        number(
            "select count(*) from #file_removal where next_attempt_at < "
                + hour
                + " and next_attempt_at > "
                + half));
  }

  @Test
  void an_upload_that_gets_an_owner_stays() {
    intend(KEY);
    removals.runDue();
    assertTrue(has(KEY));
    assertEquals(0, removals.pending());
    own(KEY);
    makeDue();
    removals.runDue();
    assertTrue(has(KEY));
    assertEquals(0, rows());
  }

  /** D-01. */
  @Test
  void an_upload_that_nobody_owns_goes_by_itself() {
    intend(KEY);
    makeDue();
    assertEquals(1, removals.runDue().removed());
  }

  @Test
  void an_owner_who_comes_too_late_is_refused() {
    intend(KEY);
    makeDue();
    removals.runDue();
    assertThrows(ConflictException.class, () -> own(KEY));
  }

  /** D-07. */
  @Test
  void an_owner_is_refused_while_the_removal_is_under_way() {
    intend(KEY);
    makeDue();
    storage
        .faults()
        .before(
            StorageOperation.DELETE,
            KEY,
            () -> assertThrows(ConflictException.class, () -> own(KEY)));
    assertEquals(1, removals.runDue().removed());
  }

  @Test
  void two_nodes_never_remove_one_file_at_once() {
    request(KEY);
    FileRemovals other =
        new FileRemovals(database(), storage, IdSource.timeOrdered(), "other", new Random(8));
    storage
        .faults()
        .before(
            StorageOperation.DELETE,
            KEY,
            () -> {
              assertEquals(0, other.runDue().removed());
              assertEquals(0, other.removeNow(List.of(KEY)).removed());
            });
    assertEquals(1, removals.runDue().removed());
  }

  /** D-02: the JVM ends between the claim and the removal. */
  private void breakOff(FileRemovals removals) {
    storage
        .faults()
        .before(
            StorageOperation.DELETE,
            KEY,
            () -> {
              throw new InternalError("the JVM ends here");
            });
    assertThrows(InternalError.class, removals::runDue);
    storage.faults().clear();
    assertTrue(has(KEY));
  }

  @Test
  void what_a_node_that_ended_had_begun_is_free_for_the_others_at_once() {
    request(KEY);
    breakOff(new FileRemovals(database(), storage, IdSource.timeOrdered(), "ended", new Random(8)));
    assertEquals(1, removals.runDue().removed());
    assertEquals(0, rows());
  }

  @Test
  void what_a_node_had_begun_in_an_earlier_life_goes_on_at_its_start() {
    request(KEY);
    breakOff(removals);
    assertEquals(0, removals.runDue().removed(), "the node may still be at it");
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try {
      removals.start(scheduler, Duration.ofHours(1));
      await().until(() -> rows() == 0);
      assertFalse(has(KEY));
    } finally {
      removals.close();
      scheduler.shutdownNow();
    }
  }

  @Test
  void a_removal_that_was_begun_and_broken_off_still_refuses_an_owner() {
    intend(KEY);
    makeDue();
    breakOff(removals);
    assertThrows(ConflictException.class, () -> own(KEY));
  }

  @Test
  void a_file_without_a_request_is_left_alone() {
    assertEquals(0, removals.removeNow(List.of(KEY)).removed());
    assertTrue(has(KEY));
  }

  @Test
  void due_files_go_by_themselves() {
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try {
      removals.start(scheduler, Duration.ofMillis(20));
      request(KEY);
      await().until(() -> !has(KEY));
    } finally {
      removals.close();
      scheduler.shutdownNow();
    }
  }
}
