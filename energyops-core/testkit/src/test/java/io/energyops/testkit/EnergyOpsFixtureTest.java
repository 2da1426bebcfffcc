package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.activity.ActivityQuery;
import io.energyops.database.MigrationPolicy;
import io.energyops.database.SchemaException;
import io.energyops.execution.ExternalRun;
import io.energyops.execution.RunRequest;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import io.energyops.script.Script;
import io.energyops.storage.local.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(180)
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EnergyOpsFixtureTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Parameter TestDatabase database;
  @TempDir Path parent;

  private EnergyOpsFixtureBuilder builder() {
    return EnergyOpsFixture.builder().database(database).parentDirectory(parent);
  }

  private static ExecutionId start(EnergyOps ops, ScriptBuilder script) {
    return ops.executions()
        .run(RunRequest.of(ops.scripts().upload(script.upload("s.py")).ref()))
        .id();
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> found = Files.list(parent)) {
      return found.toList();
    }
  }

  private static long schemas() throws SQLException {
    try (Connection connection = TestPostgres.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_namespace where nspname like 'energyops_test_%'")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void a_script_runs_and_nothing_is_left_after_the_close() throws Exception {
    long before = database == TestDatabase.POSTGRESQL ? schemas() : 0;
    Path directory;
    try (EnergyOpsFixture fixture = builder().open()) {
      directory = fixture.dataDirectory();
      Script script =
          fixture.ops().scripts().upload(ScriptBuilder.create().print("hi").upload("s.py"));
      assertEquals(EnergyOpsFixture.USER, script.uploadedBy());
      ExecutionId id = fixture.ops().executions().run(RunRequest.of(script.ref())).id();
      Await.completed(fixture.ops(), id, LIMIT);
      assertEquals("hi", fixture.ops().executionLogs().tail(id, 1).get(0).message());
      String kind = fixture.ops().schema().dialect();
      assertEquals(database.name(), kind.toUpperCase(Locale.ROOT));
    }
    assertFalse(Files.exists(directory));
    assertEquals(List.of(), folders());
    if (database == TestDatabase.POSTGRESQL) {
      assertEquals(before, schemas());
    }
  }

  @Test
  void a_restart_finds_everything_again_and_adopts_what_runs() {
    InMemoryStorage storage = InMemoryStorage.create();
    try (EnergyOpsFixture fixture = builder().storage(storage).open()) {
      EnergyOps first = fixture.ops();
      ExecutionId id = start(first, ScriptBuilder.create().sleepUntilKilled());
      Await.logLine(first, id, line -> line.message().equals("ready"), LIMIT);

      EnergyOps second = fixture.restart();

      assertNotSame(first, second);
      assertEquals(second, fixture.ops());
      assertEquals(1, storage.size());
      assertEquals(ExecutionStatus.RUNNING, second.executions().find(id).orElseThrow().status());
      assertEquals(1, fixture.killRuns(LIMIT));
      assertEquals(0, fixture.killRuns(LIMIT));
    }
  }

  @Test
  void a_run_that_is_still_going_at_the_close_is_ended_and_told() throws IOException {
    EnergyOpsFixture fixture = builder().open();
    ExecutionId id =
        start(fixture.ops(), ScriptBuilder.create().ignoreTerm().spawnFamily().sleepUntilKilled());
    Await.logLine(fixture.ops(), id, line -> line.message().equals("ready"), LIMIT);
    long child =
        Long.parseLong(
            fixture
                .ops()
                .executionLogs()
                .tail(id, 3)
                .get(0)
                .message()
                .substring("child ".length()));

    AssertionError e = assertThrows(AssertionError.class, fixture::close);

    assertTrue(e.getMessage().contains("execution " + id + " was still going"), e.getMessage());
    assertTrue(e.getMessage().contains("stdout ready"), e.getMessage());
    Await.until("the child to be gone", () -> ProcessHandle.of(child).isEmpty(), LIMIT);
    assertEquals(List.of(), folders());
    assertDoesNotThrow(fixture::close);
    assertThrows(IllegalStateException.class, fixture::ops);
    assertThrows(IllegalStateException.class, fixture::restart);
    assertEquals(List.of(), folders());
  }

  @Test
  void a_test_may_close_the_engine_itself() throws IOException {
    try (EnergyOpsFixture fixture = builder().open()) {
      fixture.ops().close();
    }
    assertEquals(List.of(), folders());
  }

  @Test
  void a_process_in_the_data_directory_is_told_and_killed() throws Exception {
    EnergyOpsFixture fixture = builder().patience(Duration.ofMillis(300)).open();
    Process stray =
        new ProcessBuilder("sleep", "600").directory(fixture.dataDirectory().toFile()).start();

    AssertionError e = assertThrows(AssertionError.class, fixture::close);

    assertTrue(e.getMessage().contains("process " + stray.pid() + ": sleep 600"), e.getMessage());
    assertNotEquals(0, stray.waitFor());
    assertEquals(List.of(), folders());
  }

  @Test
  void a_row_without_a_process_is_nothing_that_was_left() {
    try (EnergyOpsFixture fixture = builder().open()) {
      Script script =
          fixture.ops().scripts().upload(ScriptBuilder.create().print("x").upload("s.py"));
      fixture.ops().executions().registerExternal(ExternalRun.of(script.ref()));
      assertEquals(0, fixture.killRuns(LIMIT));
    }
  }

  @Test
  void an_opening_that_fails_leaves_nothing() throws Exception {
    long before = database == TestDatabase.POSTGRESQL ? schemas() : 0;
    EnergyOpsFixtureBuilder refused =
        builder().customise(engine -> engine.migrationPolicy(MigrationPolicy.VALIDATE));
    assertThrows(SchemaException.class, refused::open);
    EnergyOpsFixtureBuilder thrown =
        builder()
            .customise(
                engine -> {
                  throw new IllegalStateException("the test's own");
                });
    assertEquals(
        "the test's own", assertThrows(IllegalStateException.class, thrown::open).getMessage());

    assertEquals(List.of(), folders());
    if (database == TestDatabase.POSTGRESQL) {
      assertEquals(before, schemas());
    }
  }

  @Test
  void a_restart_that_fails_leaves_a_fixture_that_can_be_closed() throws IOException {
    boolean[] broken = {false};
    EnergyOpsFixture fixture =
        builder()
            .customise(
                engine -> {
                  if (broken[0]) {
                    throw new IllegalStateException("broken");
                  }
                })
            .open();
    broken[0] = true;

    assertThrows(IllegalStateException.class, fixture::restart);
    assertThrows(IllegalStateException.class, fixture::ops);
    fixture.close();

    assertEquals(List.of(), folders());
  }

  @Test
  void fixtures_do_not_see_each_other() {
    try (EnergyOpsFixture one = builder().open();
        EnergyOpsFixture two = builder().open()) {
      one.ops().scripts().upload(ScriptBuilder.create().print("x").upload("s.py"));

      assertEquals(1, one.storage().list("").size());
      assertEquals(0, two.storage().list("").size());
      assertEquals(0, two.ops().activities().list(ActivityQuery.latest()).items().size());
    }
  }

  @Test
  void fakes_and_users_reach_the_engine() {
    FakeClock clock = FakeClock.at(Instant.parse("2025-10-08T06:00:00Z"));
    try (EnergyOpsFixture fixture =
        builder().clock(clock).currentUser(() -> "asha").localStorage().open()) {
      Script script =
          fixture.ops().scripts().upload(ScriptBuilder.create().print("x").upload("s.py"));

      assertEquals("asha", script.uploadedBy());
      assertEquals(clock.instant(), script.uploadedAt());
      assertEquals(1, fixture.storage().list("").size());
      try (var onDisk = LocalStorage.open(fixture.dataDirectory().resolve("storage"))) {
        assertEquals(fixture.storage().list(""), onDisk.list(""));
      }
      fixture.restart();
      assertEquals(1, fixture.storage().list("").size());
    }
  }

  @Test
  void a_host_can_reach_the_same_database() throws SQLException {
    try (EnergyOpsFixture fixture = builder().open();
        Connection connection = fixture.connect();
        Statement statement = connection.createStatement()) {
      fixture.ops().scripts().upload(ScriptBuilder.create().print("x").upload("s.py"));
      String table =
          database == TestDatabase.POSTGRESQL
              ? '"' + fixture.ops().schema().schema() + "\".test_script"
              : "test_script";
      try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
        row.next();
        assertEquals(1, row.getInt(1));
      }
    }
  }
}
