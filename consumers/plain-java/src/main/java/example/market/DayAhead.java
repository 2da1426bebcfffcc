package example.market;

import io.energyops.EnergyOps;
import io.energyops.execution.Execution;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.log.LogQuery;
import io.energyops.run.ExecutionResult;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.UploadSource;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** Imports a workbook, runs a script over its rows and prints what the script said. */
public final class DayAhead {

  private DayAhead() {}

  /** Takes a data directory, a workbook and a script. */
  public static void main(String[] args) throws Exception {
    run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), System.out);
  }

  static ExecutionResult run(Path data, Path workbook, Path program, PrintStream out)
      throws Exception {
    try (EnergyOps ops = EnergyOps.open(data)) {
      ImportReport report =
          ops.imports()
              .importFile(UploadSource.of(workbook), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
      out.println(report.recordCount() + " rows imported");
      report.errors().forEach(out::println);
      Script script = ops.scripts().upload(ScriptUpload.of(program));
      Execution run =
          ops.executions()
              .run(
                  RunRequest.of(script.ref())
                      .withInput("snapshot.csv", InputSource.ofImport(report.importId())));
      ExecutionResult result = ops.executions().await(run.id(), Duration.ofMinutes(5));
      for (LogEntry line : ops.executionLogs().read(run.id(), LogQuery.all()).entries()) {
        out.println(line.message());
      }
      return result;
    }
  }
}
