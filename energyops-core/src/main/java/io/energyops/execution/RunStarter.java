package io.energyops.execution;

import io.energyops.execution.engine.EngineRefusedException;
import io.energyops.execution.engine.EngineUnansweredException;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.Handle;
import io.energyops.execution.engine.Launch;
import io.energyops.process.ScriptEnvironment;
import io.energyops.process.WorkFolder;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.sandbox.IsolationPlan;
import io.energyops.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a queued run to its engine. */
final class RunStarter {

  private static final Logger LOG = LoggerFactory.getLogger(RunStarter.class);

  /** Numeric libraries start a thread for each core, which a share of one core only slows down. */
  private static final List<String> THREAD_COUNTS =
      List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS");

  private static final long RETRY_MILLIS = 1000;

  private final RunParts parts;
  private final Engines engines;
  private final RunFolders folders;
  private final InputLayout layout;

  RunStarter(RunParts parts, Engines engines) {
    this.parts = parts;
    this.engines = engines;
    this.folders = new RunFolders(parts.runsFolder());
    this.layout = new InputLayout(parts.storage(), parts.imports());
  }

  FollowedRun prepare(OwnedRun run, Program program, List<Enforcement> limits) {
    return new FollowedRun(
        parts, run, new RunContext(program.name(), folders.existing(run.id()), limits, false));
  }

  void start(FollowedRun run, Program program, RunRequest request, IsolationPlan plan) {
    if (run.detached()) {
      LOG.info("Execution {} was not started before the close", run.id());
      return;
    }
    if (run.killAsked() != null) {
      run.failToStart("[energyops] cancelled before the start");
      return;
    }
    ExecutionEngine engine;
    Launch launch;
    try {
      engine = engines.required(run.owned().engine());
      WorkFolder folder = folders.create(run.id());
      Path file = layout.lay(folder.work(), program, request.inputs());
      launch = launch(run.id(), folder, file, request, plan);
    } catch (RuntimeException e) {
      notStarted(run, e);
      return;
    }
    submit(run, engine, launch);
  }

  /** An engine that gives no answer may have taken the run, so it is asked until it answers. */
  private void submit(FollowedRun run, ExecutionEngine engine, Launch launch) {
    if (run.detached()) {
      LOG.info("Execution {} may have been submitted; the next opening asks", run.id());
      return;
    }
    Handle handle;
    try {
      handle = engine.submit(run.owned().key(), launch);
    } catch (EngineRefusedException | RuntimeException e) {
      notStarted(run, e);
      return;
    } catch (EngineUnansweredException e) {
      LOG.warn("Execution {} was submitted without an answer; it is submitted again", run.id(), e);
      again(run, () -> submit(run, engine, launch));
      return;
    }
    try {
      run.follow(engine, handle, launch.grace());
    } catch (RejectedExecutionException e) {
      LOG.info("Execution {} was started during the close; the next opening adopts it", run.id());
    }
  }

  private void again(FollowedRun run, Runnable task) {
    try {
      var unused =
          parts.scheduler().schedule(() -> run.work(task), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.info("Execution {} may have been submitted; the next opening asks", run.id());
    }
  }

  private static void notStarted(FollowedRun run, Exception cause) {
    LOG.warn("Execution {} could not be started", run.id(), cause);
    run.failToStart("[energyops] could not be started: " + cause.getMessage());
  }

  private Launch launch(
      ExecutionId run, WorkFolder folder, Path file, RunRequest request, IsolationPlan plan) {
    SandboxOptions options = request.options();
    Path interpreter = options.interpreter().orElseGet(parts.interpreter());
    List<String> command = new ArrayList<>();
    command.add(interpreter.toString());
    command.addAll(options.interpreterOptions());
    command.add(file.toString());
    command.addAll(request.args());
    return new Launch(
        interpreter,
        folder.control(),
        folder.work(),
        plan.confine(command, run.value(), folder.places(), List.of()),
        environment(options, folder.work()),
        options.wallTime().value(),
        options.outputBytes().value(),
        options.grace(),
        parts.restartGrace());
  }

  private Map<String, String> environment(SandboxOptions options, Path work) {
    Map<String, String> environment = new TreeMap<>();
    String threads = Integer.toString(Math.max(1, options.cpuPercent().value() / 100));
    THREAD_COUNTS.forEach(name -> environment.put(name, threads));
    environment.putAll(ScriptEnvironment.of(parts.hostEnvironment(), options, work));
    return environment;
  }
}
