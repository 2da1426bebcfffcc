package io.energyops.it.within;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.Joined;
import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.upload.ImportStatus;
import io.energyops.upload.StagedImport;
import java.nio.file.Files;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An import that is loaded first and completed by a transaction of the host. */
@ParameterizedClass
@EnumSource(HostKind.class)
class StagedImportTest extends JoinedTestBase {

  private static void notStaged(Joined joined, StagedImport staged) {
    ConflictException refused =
        assertThrows(ConflictException.class, () -> joined.complete(staged));
    assertEquals(ErrorCode.IMPORT_NOT_STAGED, refused.code());
  }

  private void complete(StagedImport staged) throws Exception {
    try (Connection connection = host.begin()) {
      ops.within(connection).complete(staged);
      connection.commit();
    }
  }

  @Test
  void it_is_loaded_and_invisible_and_its_report_is_ready() {
    try (StagedImport staged = staged(CSV + "2025-10-08T00:30:00Z,500,1,1\n")) {
      assertEquals(2, staged.report().recordCount());
      assertEquals(1, staged.report().refusedCount());
      assertEquals(1, staged.report().errors().size());
      assertEquals(staged.importId(), staged.report().importId());
      assertEquals(3, rows(staged));
      assertEquals(0, visibleRows(staged));
      assertEquals(
          ImportStatus.LOADING, ops.imports().find(staged.importId()).orElseThrow().status());
    }
  }

  @Test
  void closed_without_a_completion_it_leaves_nothing() {
    long files = ops.storage().list("").size();
    StagedImport staged = staged();
    assertEquals(files + 1, ops.storage().list("").size());
    staged.close();
    staged.close();
    assertEquals(0, rows(staged));
    assertEquals(files, ops.storage().list("").size());
    assertEquals(0, activitiesOf(staged));
  }

  @Test
  void after_a_roll_back_it_is_completed_by_another_transaction() throws Exception {
    try (StagedImport staged = staged()) {
      for (int attempt = 0; attempt < 2; attempt++) {
        try (Connection connection = host.begin()) {
          ops.within(connection).complete(staged);
          connection.rollback();
        }
        assertEquals(0, visibleRows(staged));
      }
      complete(staged);
      assertEquals(2, visibleRows(staged));
      assertEquals(1, activitiesOf(staged));
      await().atMost(LIMIT).until(() -> announced(staged));
    }
  }

  @Test
  void it_is_completed_once() throws Exception {
    try (StagedImport staged = staged()) {
      try (Connection connection = host.begin()) {
        Joined joined = ops.within(connection);
        joined.complete(staged);
        notStaged(joined, staged);
        connection.commit();
      }
      try (Connection connection = host.begin()) {
        notStaged(ops.within(connection), staged);
        connection.commit();
      }
      assertEquals(1, activitiesOf(staged));
      assertEquals(2, visibleRows(staged));
    }
  }

  @Test
  void a_closed_one_cannot_be_completed() throws Exception {
    StagedImport discarded = staged();
    discarded.close();
    StagedImport completed = staged();
    complete(completed);
    completed.close();
    try (Connection connection = host.begin()) {
      Joined joined = ops.within(connection);
      notStaged(joined, discarded);
      notStaged(joined, completed);
      connection.commit();
    }
    assertEquals(0, rows(discarded));
    assertEquals(2, visibleRows(completed));
  }

  @Test
  void one_without_an_accepted_row_cannot_be_completed_and_leaves_nothing() throws Exception {
    StagedImport staged =
        staged("TimePeriod,Timeblock,DAMprice,ScheduleMW\n2025-10-08T00:00:00Z,500,1,1\n");
    try (staged) {
      assertEquals(ImportStatus.FAILED, staged.report().status());
      assertEquals(1, staged.report().errors().size());
      try (Connection connection = host.begin()) {
        notStaged(ops.within(connection), staged);
        connection.commit();
      }
    }
    assertEquals(0, rows(staged));
    assertEquals(0, activitiesOf(staged));
  }

  @Test
  void one_that_was_deleted_after_its_completion_stays_deleted() throws Exception {
    try (StagedImport staged = staged()) {
      complete(staged);
      ops.imports().delete(staged.importId());
      try (Connection connection = host.begin()) {
        notStaged(ops.within(connection), staged);
      }
      assertEquals(0, rows(staged));
    }
  }

  @Test
  void closed_before_the_host_commits_it_waits_for_nobody_and_becomes_visible() throws Exception {
    StagedImport staged = staged();
    try (Connection connection = host.begin()) {
      ops.within(connection).complete(staged);
      staged.close();
      connection.commit();
    }
    assertEquals(2, visibleRows(staged));
  }

  @Test
  void closed_before_the_host_rolls_back_it_stays_invisible() throws Exception {
    StagedImport staged = staged();
    try (Connection connection = host.begin()) {
      ops.within(connection).complete(staged);
      staged.close();
      connection.rollback();
    }
    assertEquals(0, visibleRows(staged));
    assertFalse(announced(staged));
  }

  @Test
  void its_copy_of_the_file_is_gone_before_it_is_completed() throws Exception {
    try (StagedImport staged = staged();
        var spooled = Files.walk(ops.dataDirectory().resolve("spool"))) {
      assertTrue(spooled.noneMatch(Files::isRegularFile));
      assertEquals(0, visibleRows(staged));
    }
  }

  private long activitiesOf(StagedImport staged) {
    return host.ours("activity", "entity_id = '" + staged.importId() + "'");
  }
}
