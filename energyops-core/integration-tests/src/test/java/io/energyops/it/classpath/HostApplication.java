package io.energyops.it.classpath;

import io.energyops.EnergyOps;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.run.ExecutionResult;
import io.energyops.script.RunningPolicy;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.UploadSource;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The main job of an embedding application, for class paths and class loaders of all kinds. Talks
 * to nobody: what it saw is its result.
 */
public final class HostApplication {

  private HostApplication() {}

  /**
   * Does the job, and says what came of it only when asked.
   *
   * @param arguments the data directory, and anything more to have the result printed
   * @throws Exception when the job fails
   */
  public static void main(String[] arguments) throws Exception {
    String result = run(Path.of(arguments[0]));
    if (arguments.length > 1) {
      System.out.println(result);
    }
  }

  /**
   * Imports three files, runs a script over one, and deletes everything.
   *
   * @param directory the data directory, beside which a folder holds the {@link HostFiles}
   * @return what came of it, in one line
   * @throws Exception when the job fails
   */
  public static String run(Path directory) throws Exception {
    Path files = directory.resolveSibling("files");
    try (EnergyOps ops = EnergyOps.open(directory)) {
      ImportReport xlsx = load(ops, files.resolve("day.xlsx"));
      ImportReport xls = load(ops, files.resolve("day.xls"));
      ImportReport text = load(ops, files.resolve("day.csv"));
      Script script =
          ops.scripts()
              .upload(
                  ScriptUpload.of("count.py", "print(len(open('inputs/day.csv').read().split()))"));
      var run =
          ops.executions()
              .run(
                  RunRequest.of(script.ref())
                      .withInput("day.csv", InputSource.ofImport(text.importId())));
      ExecutionResult result = ops.executions().await(run.id(), Duration.ofMinutes(2));
      ops.scripts().delete(script.id(), RunningPolicy.REFUSE);
      return "imported %d %d %d, %s, %s"
          .formatted(
              xlsx.recordCount(),
              xls.recordCount(),
              text.recordCount(),
              result.status(),
              text.errors());
    }
  }

  private static ImportReport load(EnergyOps ops, Path file) {
    return ops.imports()
        .importFile(UploadSource.of(file), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
  }
}
