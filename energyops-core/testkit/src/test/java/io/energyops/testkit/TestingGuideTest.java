package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.EnergyOps;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.execution.Execution;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionStatus;
import io.energyops.script.Script;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of docs/testing.md, compiled and run. */
@Timeout(180)
class TestingGuideTest {

  @Nested
  class DayAheadTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private EnergyOpsFixture fixture;

    @BeforeEach
    void open() {
      fixture = EnergyOpsFixture.open(); // SQLite, storage in memory, a temporary folder
    }

    @AfterEach
    void close() {
      fixture.close(); // fails the test when a process of it is still alive
    }

    @Test
    void the_script_prints_what_was_imported() {
      EnergyOps ops = fixture.ops();
      WorkbookBuilder day = WorkbookBuilder.marketSnapshotDay(LocalDate.of(2025, 10, 8));
      ImportReport report =
          ops.imports()
              .importFile(day.upload("day.xlsx"), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
      assertEquals(96, report.recordCount());

      Script script =
          ops.scripts().upload(ScriptBuilder.create().printInput("snapshot.csv").upload("show.py"));
      InputSource rows = InputSource.ofImport(report.importId());
      Execution run =
          ops.executions().run(RunRequest.of(script.ref()).withInput("snapshot.csv", rows));

      Await.completed(ops, run.id(), LIMIT);
      List<LogEntry> log = ops.executionLogs().tail(run.id(), 1000);
      assertEquals(97, log.size()); // the header and 96 blocks
    }
  }

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void databases_clocks_and_the_rest_of_the_builder() {
    FakeClock clock = FakeClock.at(Instant.parse("2025-10-08T06:00:00Z"));
    try (EnergyOpsFixture fixture =
        EnergyOpsFixture.builder()
            .database(TestDatabase.POSTGRESQL) // a schema of its own, dropped at the close
            .localStorage() // files, by energyops-storage-local
            .currentUser(() -> "asha@example.org")
            .clock(clock)
            .customise(builder -> builder.restartGrace(Duration.ofSeconds(30)))
            .open()) {
      assertEquals("postgresql", fixture.ops().schema().dialect());
    }
  }

  @Test
  void a_restart_in_mid_run() {
    try (EnergyOpsFixture fixture = EnergyOpsFixture.open()) {
      Script script =
          fixture
              .ops()
              .scripts()
              .upload(ScriptBuilder.create().ignoreTerm().sleepUntilKilled().upload("deaf.py"));
      Execution run = fixture.ops().executions().run(RunRequest.of(script.ref()));
      Await.logLine(fixture.ops(), run.id(), line -> line.message().equals("ready"), LIMIT);

      EnergyOps again = fixture.restart(); // the run went on and was adopted

      Await.status(again, run.id(), ExecutionStatus.RUNNING, LIMIT);
      fixture.killRuns(LIMIT); // else closing the fixture fails the test
      assertEquals(ExecutionStatus.CANCELLED, Await.terminal(again, run.id(), LIMIT).status());
    }
  }

  @Test
  void storage_that_fails() throws Exception {
    InMemoryStorage storage = InMemoryStorage.create();
    StorageException down = new StorageUnavailableException("bucket is away", null, null);

    storage.faults().failNext(StorageOperation.SAVE, down);
    assertThrows(StorageException.class, () -> storage.save("a", new byte[1]));
    assertEquals(List.of(), storage.keys());

    CompletableFuture<String> saving;
    try (HeldCalls held = storage.faults().hold(StorageOperation.SAVE)) {
      saving = CompletableFuture.supplyAsync(() -> storage.save("a", new byte[1]));
      held.awaitArrival(1, LIMIT); // now it is under way
      assertEquals(0, storage.size());
    }
    assertEquals("a", saving.get(60, TimeUnit.SECONDS));
  }

  @Test
  void rows_that_must_be_refused() {
    WorkbookBuilder broken =
        WorkbookBuilder.day(
            Dataset.MARKET_SNAPSHOT,
            LocalDate.of(2025, 10, 8),
            1, // the seed: the same numbers each time
            sheet -> sheet.cell(17, "Timeblock", 97));
    WorkbookBuilder own =
        WorkbookBuilder.create()
            .veryHiddenSheet("_osi_config", sheet -> sheet.row("do not edit"))
            .sheet(
                "Prices",
                sheet ->
                    sheet
                        .header("TimePeriod", "Timeblock", "DAMprice")
                        .row(LocalDate.of(2025, 10, 8).atTime(0, 15), 2, 4363.72)
                        .row("tomorrow", new Formula("B2+1", 3), null));
    try (EnergyOpsFixture fixture = EnergyOpsFixture.open()) {
      ImportReport report =
          fixture
              .ops()
              .imports()
              .importFile(broken.upload("day.csv"), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
      assertEquals(List.of("Row 17: timeblock must be between 1 and 96"), report.errors());
      ImportReport other =
          fixture
              .ops()
              .imports()
              .importFile(own.upload("own.xlsx"), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
      assertEquals(1, other.recordCount());
    }
  }

  @Test
  void events() {
    try (EnergyOpsFixture fixture = EnergyOpsFixture.open()) {
      EnergyOps ops = fixture.ops();
      Script script = ops.scripts().upload(ScriptBuilder.create().exit(3).upload("bad.py"));
      RecordingSink sink = new RecordingSink();
      try (var dashboard =
          ops.events().subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink)) {
        ops.executions().run(RunRequest.of(script.ref()));
        sink.awaitType("script:error", LIMIT);
        assertFalse(dashboard.closed());
      }
    }
  }
}
