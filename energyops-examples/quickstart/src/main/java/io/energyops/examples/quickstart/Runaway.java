package io.energyops.examples.quickstart;

import io.energyops.EnergyOps;
import io.energyops.execution.Execution;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogSubscription;
import io.energyops.process.KillOptions;
import io.energyops.run.ExecutionResult;
import io.energyops.run.KillResult;
import io.energyops.script.Script;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Starts a script that will not stop, with children, and ends all of it. */
final class Runaway {

  private static final Pattern PROCESS = Pattern.compile("pid \\d+ is .*");
  private static final int PROCESSES = 4;
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int PATIENCE_SECONDS = 30;

  private final EnergyOps ops;
  private final Screen screen;
  private final Traces traces;
  private final ScriptRuns runs;
  private final ProcessCensus census;
  private final TourSettings settings;

  Runaway(
      EnergyOps ops,
      Screen screen,
      Traces traces,
      ScriptRuns runs,
      ProcessCensus census,
      TourSettings settings) {
    this.ops = ops;
    this.screen = screen;
    this.traces = traces;
    this.runs = runs;
    this.census = census;
    this.settings = settings;
  }

  void run() throws InterruptedException {
    screen.heading("Kill a runaway script");
    Script script = runs.upload(Shipped.script(Shipped.RUNAWAY));
    Execution execution = ops.executions().run(RunRequest.of(script.ref()));
    traces.add(execution.id());
    CountDownLatch started = new CountDownLatch(PROCESSES);
    LiveLines lines = new LiveLines(screen, settings.zone(), line -> countProcess(line, started));
    try (LogSubscription log = ops.executionLogs().follow(execution.id(), 1, lines)) {
      if (!started.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new TourFailure("the runaway script did not start: " + lines.lastComplaint());
      }
      // What the script prints are the numbers of its own namespace.
      Set<Long> living = census.living();
      living.forEach(traces::addProcess);
      screen.line("   alive in the process table, with the supervisor: " + living.size());
      KillResult killed =
          ops.processes()
              .killProcess(execution.id(), KillOptions.defaults().withGrace(GRACE))
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      ExecutionResult result =
          ops.executions().await(execution.id(), Duration.ofSeconds(PATIENCE_SECONDS));
      ScriptRuns.awaitLastLine(log);
      int left = census.left().size();
      screen.line("   " + describe(killed));
      screen.line(
          "   state "
              + result.status().wireName()
              + ", reason "
              + result.reason().wireName()
              + "; alive in the process table: "
              + left);
      if (!killed.killed() || left > 0) {
        throw new TourFailure("the runaway script was not killed: " + killed);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new TourFailure("the kill gave no answer: " + e, e);
    }
  }

  private static void countProcess(String line, CountDownLatch started) {
    if (PROCESS.matcher(line).matches()) {
      started.countDown();
    }
  }

  private String describe(KillResult result) {
    if (result instanceof KillResult.Killed killed) {
      return screen.paint(Ink.GREEN, "killed")
          + (killed.forced() ? ", with KILL after a grace of " + ScriptRuns.seconds(GRACE) : "")
          + ", in "
          + ScriptRuns.seconds(killed.took());
    }
    return screen.paint(Ink.RED, "not killed: " + result);
  }
}
