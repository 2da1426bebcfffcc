package io.energyops.examples.quickstart;

import io.energyops.EnergyOps;
import io.energyops.execution.Artefact;
import io.energyops.execution.Execution;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogSubscription;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.script.Script;
import io.energyops.script.ScriptRefusedException;
import io.energyops.script.ScriptUpload;
import io.energyops.storage.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Uploads scripts, runs them to their end and reads what they left. */
final class ScriptRuns {

  /** The default limit of a run is ten minutes; its end and the storing of outputs come on top. */
  private static final Duration PATIENCE = Duration.ofMinutes(12);

  private static final Duration LAST_LINES = Duration.ofSeconds(10);

  private final EnergyOps ops;
  private final Screen screen;
  private final Traces traces;
  private final TourSettings settings;

  ScriptRuns(EnergyOps ops, Screen screen, Traces traces, TourSettings settings) {
    this.ops = ops;
    this.screen = screen;
    this.traces = traces;
    this.settings = settings;
  }

  Script upload(ScriptUpload upload) {
    try {
      Script script = ops.scripts().upload(upload);
      traces.add(script.id());
      screen.line(
          "   uploaded "
              + script.originalFilename()
              + " ("
              + script.sizeBytes()
              + " bytes) by "
              + script.uploadedBy());
      return script;
    } catch (ScriptRefusedException e) {
      e.verdict()
          .findings()
          .forEach(
              finding ->
                  screen.line(
                      "   "
                          + screen.paint(
                              Ink.RED,
                              String.format(
                                  Locale.ROOT,
                                  "line %d, column %d: %s",
                                  finding.line(),
                                  finding.column(),
                                  finding.message()))));
      throw new TourFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Runs to the end; anything but a completed run is a failure. */
  ExecutionResult run(RunRequest request, String name) throws InterruptedException {
    Execution execution = ops.executions().run(request);
    traces.add(execution.id());
    LiveLines lines = new LiveLines(screen, settings.zone(), line -> {});
    try (LogSubscription log = ops.executionLogs().follow(execution.id(), 1, lines)) {
      ExecutionResult result = ops.executions().await(execution.id(), PATIENCE);
      awaitLastLine(log);
      if (result.status() != ExecutionStatus.COMPLETED) {
        throw new TourFailure(name + " " + describe(result) + complaint(lines));
      }
      screen.line(
          "   "
              + screen.paint(Ink.GREEN, "completed")
              + " in "
              + seconds(result.runtime())
              + ", "
              + result.outputLines()
              + " lines");
      return result;
    } catch (TimeoutException e) {
      throw new TourFailure(name + " did not end within " + PATIENCE.toMinutes() + " minutes", e);
    }
  }

  Optional<String> output(ExecutionId id, String name) {
    for (Artefact artefact : ops.executions().artefacts(id)) {
      if (artefact.name().equals(name)) {
        try (InputStream in = ops.storage().open(artefact.key(), ByteRange.all())) {
          return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new TourFailure("the output " + name + " cannot be read", e);
        }
      }
    }
    return Optional.empty();
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  static void awaitLastLine(LogSubscription log) throws InterruptedException {
    try {
      log.completion().get(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new TourFailure("the log cannot be followed: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new TourFailure("the last log lines did not come", e);
    }
  }

  private static String describe(ExecutionResult result) {
    String how = result.status().wireName().replace('_', ' ');
    if (result.exitCode().isPresent()) {
      how += " with exit code " + result.exitCode().getAsInt();
    } else if (result.signal().isPresent()) {
      how += " by signal " + result.signal().getAsInt();
    }
    return how;
  }

  private static String complaint(LiveLines lines) {
    return lines.lastComplaint().isEmpty() ? "" : ": " + lines.lastComplaint();
  }
}
