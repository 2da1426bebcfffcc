package example.market;

import io.energyops.EnergyOps;
import io.energyops.execution.Execution;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.log.LogQuery;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ImportId;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.UploadSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Service;

/** What the application does with the engine. */
@Service
class DayAhead {

  private final EnergyOps ops;

  DayAhead(EnergyOps ops) {
    this.ops = ops;
  }

  /** How a run ended, and its lines. */
  record Outcome(ExecutionResult result, List<String> lines) {}

  ImportReport load(Path workbook) {
    return ops.imports()
        .importFile(UploadSource.of(workbook), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
  }

  Outcome run(Path program, ImportId rows) throws TimeoutException, InterruptedException {
    Script script = ops.scripts().upload(ScriptUpload.of(program));
    Execution run =
        ops.executions()
            .run(
                RunRequest.of(script.ref())
                    .withInput("snapshot.csv", InputSource.ofImport(rows)));
    ExecutionResult result = ops.executions().await(run.id(), Duration.ofMinutes(5));
    List<String> lines =
        ops.executionLogs().read(run.id(), LogQuery.all()).entries().stream()
            .map(LogEntry::message)
            .toList();
    return new Outcome(result, lines);
  }
}
