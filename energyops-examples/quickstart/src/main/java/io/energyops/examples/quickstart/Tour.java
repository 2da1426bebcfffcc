package io.energyops.examples.quickstart;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.error.EnergyOpsException;
import io.energyops.execution.Execution;
import io.energyops.execution.ExecutionQuery;
import io.energyops.python.PythonInterpreter;
import io.energyops.python.PythonInterpreters;
import io.energyops.python.PythonMissingException;
import io.energyops.run.ExecutionStatus;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The whole run: opens, goes through the steps, deletes whatever happened before, and says in its
 * last line how it went.
 */
final class Tour {

  private static final System.Logger LOG = System.getLogger(Tour.class.getName());
  private static final Duration PYTHON_PATIENCE = Duration.ofSeconds(10);
  private static final Duration EARLIER_RUN_LIMIT = Duration.ofSeconds(60);

  private final Screen screen;
  private final TourSettings settings;
  private final Map<String, String> environment;

  Tour(Screen screen, TourSettings settings, Map<String, String> environment) {
    this.screen = screen;
    this.settings = settings;
    this.environment = environment;
  }

  /** Returns the exit status. */
  int run() {
    long begun = System.nanoTime();
    List<String> failures = new ArrayList<>();
    try (DataFolder folder = DataFolder.of(settings.data())) {
      walk(folder, failures);
    } catch (TourFailure | EnergyOpsException e) {
      failures.add(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      failures.add(unexpected(e));
    }
    screen.line("");
    if (failures.isEmpty()) {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      screen.line(screen.paint(Ink.GREEN, "OK") + ", all of it in " + ScriptRuns.seconds(took));
      return 0;
    }
    screen.line(screen.paint(Ink.RED, "FAILED") + ": " + String.join("; then: ", failures));
    return 1;
  }

  private void walk(DataFolder folder, List<String> failures) {
    EnergyOpsBuilder builder =
        EnergyOps.builder().dataDirectory(folder.path()).marketZone(settings.zone());
    Optional<PythonMissingException> missing = choosePython(builder);
    try (EnergyOps ops = builder.open()) {
      Path directory = ops.dataDirectory();
      greet(ops, folder);
      awaitEarlierRuns(ops);
      Traces traces = new Traces();
      ProcessCensus processes = new ProcessCensus(directory, traces);
      Removal removal =
          new Removal(
              ops,
              screen,
              traces,
              processes,
              new FileCensus(directory),
              new RowCensus(directory.resolve("energyops.db")));
      attempt(failures, () -> steps(ops, traces, processes, missing));
      // An interrupt has done its work by now; what follows must not be cut short by it.
      if (Thread.interrupted() && failures.isEmpty()) {
        failures.add("interrupted");
      }
      attempt(failures, removal::run);
    }
  }

  /**
   * A run that an earlier start left going in a kept directory is adopted, and stores its outputs
   * at its end: what is counted later would not be ours alone.
   */
  private void awaitEarlierRuns(EnergyOps ops) {
    for (ExecutionStatus status : List.of(ExecutionStatus.QUEUED, ExecutionStatus.RUNNING)) {
      for (Execution run : ops.executions().list(ExecutionQuery.all().inStatus(status)).items()) {
        screen.line("   waiting for run " + run.id() + ", which an earlier start left going");
        try {
          screen.line("   " + ops.executions().await(run.id(), EARLIER_RUN_LIMIT));
        } catch (TimeoutException e) {
          screen.line("   it goes on; the counts at the end include it");
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private void steps(
      EnergyOps ops,
      Traces traces,
      ProcessCensus processes,
      Optional<PythonMissingException> missing)
      throws InterruptedException {
    WorkbookImport.Imported imported = new WorkbookImport(ops, screen, traces, settings).run();
    new Statistics(ops, screen).show(imported);
    if (missing.isPresent()) {
      throw missing.get();
    }
    ScriptRuns runs = new ScriptRuns(ops, screen, traces, settings);
    new DispatchStep(ops, screen, runs, settings).run(imported);
    new Runaway(ops, screen, traces, runs, processes, settings).run();
  }

  private void greet(EnergyOps ops, DataFolder folder) {
    screen.line(
        "Opened data directory "
            + ops.dataDirectory()
            + (folder.temporary() ? " (temporary)" : "")
            + " with "
            + ops.schema().dialect()
            + ", schema "
            + ops.schema().schema()
            + " at version "
            + ops.schema().version());
  }

  /** Without an interpreter the data part still works, so this is no failure yet. */
  private Optional<PythonMissingException> choosePython(EnergyOpsBuilder builder) {
    try {
      PythonInterpreter python =
          settings.python() == null
              ? PythonInterpreters.find(environment.getOrDefault("PATH", ""), PYTHON_PATIENCE)
              : PythonInterpreters.at(settings.python());
      builder.interpreter(python.executable());
      return Optional.empty();
    } catch (PythonMissingException e) {
      return Optional.of(e);
    }
  }

  private static void attempt(List<String> failures, Step step) {
    try {
      step.run();
    } catch (InterruptedException e) {
      failures.add("interrupted");
    } catch (TourFailure | EnergyOpsException e) {
      failures.add(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      failures.add(unexpected(e));
    }
  }

  private static String unexpected(RuntimeException e) {
    LOG.log(Level.WARNING, "This should not happen", e);
    return "unexpectedly, " + e;
  }

  private interface Step {
    void run() throws InterruptedException;
  }
}
