package io.energyops.execution;

import io.energyops.process.LaunchSpec;
import io.energyops.process.ScriptEnvironment;
import io.energyops.process.SupervisedProcess;
import io.energyops.process.WorkFolder;
import io.energyops.run.Enforcement;
import io.energyops.sandbox.IsolationPlan;
import io.energyops.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a queued run to its supervisor. */
final class RunStarter {

  private static final Logger LOG = LoggerFactory.getLogger(RunStarter.class);

  /** Numeric libraries start a thread for each core, which a share of one core only slows down. */
  private static final List<String> THREAD_COUNTS =
      List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS");

  private final RunParts parts;
  private final RunFolders folders;
  private final InputLayout layout;

  RunStarter(RunParts parts) {
    this.parts = parts;
    this.folders = new RunFolders(parts.runsFolder());
    this.layout = new InputLayout(parts.storage(), parts.imports());
  }

  FollowedRun prepare(OwnedRun run, Program program, List<Enforcement> limits) {
    return new FollowedRun(parts, run, program.name(), folders.existing(run.id()), limits, false);
  }

  void start(FollowedRun run, Program program, RunRequest request, IsolationPlan plan) {
    if (run.detached()) {
      LOG.info("Execution {} was not started before the close", run.id());
      return;
    }
    if (run.killedEarly()) {
      run.failToStart("[energyops] cancelled before the start");
      return;
    }
    SupervisedProcess process;
    try {
      WorkFolder folder = folders.create(run.id());
      Path file = layout.lay(folder.work(), program, request.inputs());
      process = parts.supervisor().launch(spec(run, folder, file, request, plan));
    } catch (RuntimeException e) {
      LOG.warn("Execution {} could not be started", run.id(), e);
      run.failToStart("[energyops] could not be started: " + e.getMessage());
      return;
    }
    try {
      run.follow(process);
    } catch (RejectedExecutionException e) {
      LOG.info("Execution {} was started during the close; the next opening adopts it", run.id());
    }
  }

  private LaunchSpec spec(
      FollowedRun run, WorkFolder folder, Path file, RunRequest request, IsolationPlan plan) {
    SandboxOptions options = request.options();
    Path interpreter = options.interpreter().orElseGet(parts.interpreter());
    List<String> command = new ArrayList<>();
    command.add(interpreter.toString());
    command.add("-u");
    command.add(file.toString());
    command.addAll(request.args());
    return LaunchSpec.builder()
        .interpreter(interpreter)
        .controlDirectory(folder.control())
        .workingDirectory(folder.work())
        .command(plan.wrap(command, folder.work()))
        .environment(environment(options, folder.work()))
        .token(run.id().value())
        .wallTime(options.wallTime().value())
        .outputBytes(options.outputBytes().value())
        .grace(options.grace())
        .restartGrace(parts.restartGrace())
        .build();
  }

  private Map<String, String> environment(SandboxOptions options, Path work) {
    Map<String, String> environment = new TreeMap<>();
    String threads = Integer.toString(Math.max(1, options.cpuPercent().value() / 100));
    THREAD_COUNTS.forEach(name -> environment.put(name, threads));
    environment.putAll(ScriptEnvironment.of(parts.hostEnvironment(), options, work));
    return environment;
  }
}
