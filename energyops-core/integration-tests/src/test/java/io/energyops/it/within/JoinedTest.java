package io.energyops.it.within;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.Joined;
import io.energyops.activity.Activity;
import io.energyops.activity.ActivityEntry;
import io.energyops.activity.ActivityQuery;
import io.energyops.error.InvalidArgumentException;
import io.energyops.error.NotFoundException;
import io.energyops.execution.ExternalRun;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.removal.DeleteReport;
import io.energyops.run.ExecutionId;
import io.energyops.script.Script;
import io.energyops.script.ScriptId;
import io.energyops.script.ScriptRunningException;
import io.energyops.script.ScriptStatus;
import io.energyops.upload.StagedImport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a host does in its own transaction with plain JDBC. */
@ParameterizedClass
@EnumSource(HostKind.class)
class JoinedTest extends JoinedTestBase {

  @Test
  void a_commit_shows_everything_at_once() throws Exception {
    Script script = script();
    try (StagedImport staged = staged()) {
      try (Connection connection = host.begin()) {
        Joined joined = ops.within(connection);
        host.order(connection, "commit");
        tell(joined, "commit");
        DeleteReport report = joined.deleteScript(script.id());
        joined.complete(staged);

        assertEquals(1, report.rowsRemoved());
        assertEquals(0, report.filesRemoved());
        assertEquals(1, report.filesPending());
        assertNothingCame("commit", script, staged);
        connection.commit();
      }
      assertTrue(host.ordered("commit"));
      assertEquals(1, activities("commit"));
      assertEquals(2, visibleRows(staged));
      assertTrue(ops.scripts().find(script.id()).isEmpty());
      await().atMost(LIMIT).until(() -> announced(staged));
      assertEquals(List.of("commit"), told());
      await().atMost(LIMIT).until(() -> !stored(script));
      await().atMost(LIMIT).until(() -> host.ours("file_removal", "1 = 1") == 0);
      assertEquals(2, staged.report().recordCount());
    }
  }

  @Test
  void a_roll_back_leaves_nothing() throws Exception {
    Script script = script();
    StagedImport staged = staged();
    try (Connection connection = host.begin()) {
      Joined joined = ops.within(connection);
      host.order(connection, "rollback");
      tell(joined, "rollback");
      joined.deleteScript(script.id());
      joined.complete(staged);
      connection.rollback();
    }
    assertNothingCame("rollback", script, staged);
    staged.close();
    assertEquals(0, rows(staged));
    // What is published later would come later: nothing of the above is still on its way.
    try (Connection connection = host.begin()) {
      tell(ops.within(connection), "after");
      connection.commit();
    }
    await().atMost(LIMIT).until(() -> !told().isEmpty());
    assertEquals(List.of("after"), told());
    assertFalse(announced(staged));
    await().atMost(LIMIT).until(() -> host.ours("file_removal", "1 = 1") == 0);
    assertTrue(stored(script));
  }

  @Test
  void a_connection_that_is_closed_without_a_commit_leaves_nothing() throws Exception {
    Script script = script();
    try (StagedImport staged = staged()) {
      try (Connection connection = host.begin()) {
        Joined joined = ops.within(connection);
        tell(joined, "closed");
        joined.deleteScript(script.id());
        joined.complete(staged);
      }
      assertNothingCame("closed", script, staged);
    }
  }

  @Test
  void a_roll_back_to_a_savepoint_takes_away_what_came_after_it() throws Exception {
    Script script = script();
    try (StagedImport staged = staged()) {
      try (Connection connection = host.begin()) {
        Joined joined = ops.within(connection);
        tell(joined, "before");
        Savepoint savepoint = connection.setSavepoint();
        host.order(connection, "undone");
        tell(joined, "undone");
        joined.deleteScript(script.id());
        joined.complete(staged);
        connection.rollback(savepoint);
        tell(joined, "again");
        connection.commit();
      }
      await().atMost(LIMIT).until(() -> told().equals(List.of("before", "again")));
      assertEquals(1, activities("before"));
      assertEquals(1, activities("again"));
      assertNothingCame("undone", script, staged);
    }
  }

  @Test
  void a_savepoint_of_the_host_with_our_name_keeps_its_meaning() throws Exception {
    try (Connection connection = host.begin()) {
      Joined joined = ops.within(connection);
      Host.execute(connection, "savepoint energyops");
      tell(joined, "named");
      Host.execute(connection, "rollback to savepoint energyops");
      host.order(connection, "named");
      connection.commit();
    }
    assertTrue(host.ordered("named"));
    assertEquals(0, activities("named"));
  }

  @Test
  void an_operation_that_is_refused_leaves_nothing_and_the_transaction_goes_on() throws Exception {
    Script script = script();
    ExecutionId run = ops.executions().registerExternal(ExternalRun.of(script.ref())).id();
    try (Connection connection = host.begin()) {
      Joined joined = ops.within(connection);
      host.order(connection, "refused");
      ScriptRunningException refused =
          assertThrows(ScriptRunningException.class, () -> joined.deleteScript(script.id()));
      assertTrue(refused.getMessage().contains(run.value()), refused.getMessage());
      assertThrows(NotFoundException.class, () -> joined.deleteScript(ScriptId.of("none").value()));
      assertThrows(
          InvalidArgumentException.class,
          () ->
              joined.record(
                  ActivityEntry.of("host", "refused", "Order", "u")
                      .withMetadata(Map.of("value", Double.NaN))));
      tell(joined, "went-on");
      connection.commit();
    }
    assertTrue(host.ordered("refused"));
    assertEquals(1, activities("went-on"));
    assertEquals(ScriptStatus.ACTIVE, ops.scripts().find(script.id()).orElseThrow().status());
    assertTrue(stored(script));
    end(run);
  }

  @Test
  void a_deleted_script_takes_executions_logs_and_files_along() throws Exception {
    Script script = script();
    ExecutionId run = ops.executions().registerExternal(ExternalRun.of(script.ref())).id();
    for (int line = 1; line <= 120; line++) {
      ops.logs().addLog(new LogEntry(run, line, LogLevel.STDOUT, "line", Instant.EPOCH));
    }
    ops.logs().flush(run);
    end(run);
    try (Connection connection = host.begin()) {
      DeleteReport report = ops.within(connection).deleteScript(script.id().value());
      assertEquals(122, report.rowsRemoved());
      connection.commit();
    }
    assertEquals(0, host.ours("test_script_log", "execution_id = '" + run + "'"));
    assertEquals(0, host.ours("test_script_execution", "execution_id = '" + run + "'"));
    assertEquals(0, host.ours("program_run", "execution_id = '" + run + "'"));
    await().atMost(LIMIT).until(() -> !stored(script));
  }

  @Test
  void the_hosts_own_statements_and_settings_stay_as_they_were() throws Exception {
    boolean postgres = kind == HostKind.POSTGRESQL;
    int isolation =
        postgres ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_SERIALIZABLE;
    try (Connection connection = host.source().getConnection()) {
      int before = connection.getTransactionIsolation();
      connection.setTransactionIsolation(isolation);
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into " + host.orders() + " values (?)")) {
        insert.setString(1, "prepared-1");
        insert.executeUpdate();
        insert.setString(1, "prepared-2");
        Joined joined = ops.within(connection);
        insert.executeUpdate();
        insert.setString(1, "prepared-3");
        insert.addBatch();
        tell(joined, "prepared");
        insert.executeBatch();
        assertFalse(connection.isClosed());
        assertFalse(connection.getAutoCommit());
        assertFalse(connection.isReadOnly());
        assertEquals(isolation, connection.getTransactionIsolation());
        connection.commit();
      }
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(before);
    }
    assertTrue(host.ordered("prepared-1"));
    assertTrue(host.ordered("prepared-2"));
    assertTrue(host.ordered("prepared-3"));
    assertEquals(1, activities("prepared"));
  }

  @Test
  void a_connection_may_be_joined_again_for_its_next_transaction() throws Exception {
    try (Connection connection = host.begin()) {
      tell(ops.within(connection), "first");
      connection.commit();
      tell(ops.within(connection), "second");
      connection.rollback();
      tell(ops.within(connection), "third");
      connection.commit();
    }
    await().atMost(LIMIT).until(() -> told().equals(List.of("first", "third")));
  }

  @Test
  void the_user_is_asked_once_for_each_call_on_the_calling_thread() throws Exception {
    Script script = script();
    int before = ASKED.get();
    try (Connection connection = host.begin()) {
      ops.within(connection).deleteScript(script.id());
      connection.commit();
    }
    assertEquals(before + 1, ASKED.get());
    Activity deleted =
        ops
            .activities()
            .list(ActivityQuery.latest().entity("TestScript", script.id().value()))
            .items()
            .stream()
            .filter(activity -> activity.entry().action().equals("deleted"))
            .findFirst()
            .orElseThrow();
    assertEquals("trader" + (before + 1) + "@example.org", deleted.entry().userId());
  }

  @Test
  void a_recorded_activity_is_the_stored_one() throws Exception {
    Activity recorded;
    try (Connection connection = host.begin()) {
      recorded =
          ops.within(connection).record(ActivityEntry.of("host", "stored", "Order", "u@x.org"));
      connection.commit();
    }
    assertEquals(
        recorded,
        ops.activities().list(ActivityQuery.latest().type("host")).items().stream()
            .filter(activity -> activity.entry().action().equals("stored"))
            .findFirst()
            .orElseThrow());
  }

  private void assertNothingCame(String name, Script script, StagedImport staged) {
    assertFalse(host.ordered(name));
    assertEquals(0, activities(name));
    assertEquals(0, visibleRows(staged));
    assertEquals(ScriptStatus.ACTIVE, ops.scripts().find(script.id()).orElseThrow().status());
    assertTrue(stored(script));
    assertFalse(told().contains(name));
    assertFalse(announced(staged));
    assertEquals(0, host.ours("file_removal", "storage_key = '" + script.key().value() + "'"));
  }

  /** The process of an external run that was never registered; its row is settled by hand. */
  private void end(ExecutionId run) throws Exception {
    try (Connection connection = host.source().getConnection()) {
      String where = " = 'completed' where execution_id = '" + run + "'";
      Host.execute(connection, "update " + host.ours() + "program_run set state" + where);
      Host.execute(
          connection, "update " + host.ours() + "test_script_execution set status" + where);
    }
  }
}
