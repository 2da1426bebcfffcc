package io.energyops.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.EnergyOps;
import io.energyops.execution.Execution;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogSubscription;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.UploadSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's embedding, compiled and run; {@code DocSnippetsTest} compares the two. */
class EmbeddingTest {

  @TempDir Path folder;

  @Test
  void the_lines_of_the_readme_run() throws Exception {
    Quickstart.quietLogging();
    Path workbook = folder.resolve("market_snapshot.xlsx");
    Path program = folder.resolve("day_ahead.py");
    Files.copy(Quickstart.class.getResourceAsStream(Shipped.WORKBOOK), workbook);
    Files.copy(Quickstart.class.getResourceAsStream(Shipped.DISPATCH), program);
    assertEquals(
        ExecutionStatus.COMPLETED, embed(folder.resolve("data"), workbook, program).status());
  }

  private static ExecutionResult embed(Path data, Path workbook, Path program) throws Exception {
    try (EnergyOps ops = EnergyOps.open(data)) {
      ImportReport report =
          ops.imports()
              .importFile(UploadSource.of(workbook), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
      report.errors().forEach(System.out::println); // Row 98: timePeriod must be a date and time
      Script script = ops.scripts().upload(ScriptUpload.of(program));
      InputSource rows = InputSource.ofImport(report.importId());
      Execution run =
          ops.executions().run(RunRequest.of(script.ref()).withInput("snapshot.csv", rows));
      try (LogSubscription log =
          ops.executionLogs().follow(run.id(), 1, line -> System.out.println(line.message()))) {
        log.completion().join(); // the last line has been seen
      }
      ExecutionResult result = ops.executions().await(run.id(), Duration.ofMinutes(10));
      return result; // not shown
    }
  }
}
