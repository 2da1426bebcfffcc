package io.energyops.examples.quickstart;

import io.energyops.EnergyOps;
import io.energyops.execution.Artefact;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.run.ExecutionResult;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the dispatch, or the user's script, on the imported rows and draws what it leaves. */
final class DispatchStep {

  private static final String PAUSE_MILLIS = "40";

  private final EnergyOps ops;
  private final Screen screen;
  private final ScriptRuns runs;
  private final TourSettings settings;

  DispatchStep(EnergyOps ops, Screen screen, ScriptRuns runs, TourSettings settings) {
    this.ops = ops;
    this.screen = screen;
    this.runs = runs;
    this.settings = settings;
  }

  void run(WorkbookImport.Imported imported) throws InterruptedException {
    Path own = settings.script();
    screen.heading(own == null ? "Day-ahead dispatch" : "Run " + own.getFileName());
    Optional<String> obstacle = imported.rows().whyNoMarketDay();
    if (own == null && obstacle.isPresent()) {
      screen.line("   No dispatch for this workbook: " + obstacle.get() + ".");
      return;
    }
    Script script =
        runs.upload(own == null ? Shipped.script(Shipped.DISPATCH) : ScriptUpload.of(own));
    RunRequest request =
        RunRequest.of(script.ref())
            .withInput("snapshot.csv", InputSource.ofImport(imported.report().importId()));
    if (own == null) {
      request =
          request.withArgs(
              List.of(
                  "--first-minute",
                  Integer.toString(imported.rows().firstMinute()),
                  "--pause-ms",
                  PAUSE_MILLIS));
    }
    ExecutionResult result = runs.run(request, script.originalFilename());
    for (Artefact artefact : ops.executions().artefacts(result.id())) {
      screen.line("   outputs/" + artefact.name() + ", " + artefact.sizeBytes() + " bytes");
    }
    draw(runs.output(result.id(), DispatchFile.NAME).orElse(null), title(imported));
  }

  private void draw(@Nullable String csv, String title) {
    Optional<List<DispatchBlock>> blocks = csv == null ? Optional.empty() : DispatchFile.read(csv);
    if (blocks.isEmpty()) {
      screen.line(
          "   No chart: the script left no outputs/"
              + DispatchFile.NAME
              + " with the columns demand_mw and clearing_price.");
      return;
    }
    screen.heading("Chart");
    new TerminalChart(screen, blocks.get()).lines().forEach(screen::line);
    Path plot = settings.plot().toAbsolutePath();
    try {
      Files.writeString(plot, new PlotPage(title, blocks.get()).html(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new TourFailure(
          "the plot cannot be written to " + plot + "; name another file with --plot", e);
    }
    screen.line("");
    screen.line("   plot: " + plot);
  }

  private static String title(WorkbookImport.Imported imported) {
    return "Day-ahead dispatch, "
        + imported.rows().dates().iterator().next()
        + " (sheet "
        + imported.report().selectedSheet().name()
        + ")";
  }
}
