package io.energyops.process;

import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.sandbox.IsolationPlan;
import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs scripts under supervisors that end them soon after the JVM has gone. */
final class SupervisedSandbox implements SandboxExecutor {

  // Nobody adopts these runs; the time only has to outlast a long pause of the JVM.
  private static final Duration RESTART_GRACE = Duration.ofSeconds(30);

  private final SandboxParts parts;
  private final Supervisor supervisor;
  private final Map<ExecutionId, ScriptRun> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  SupervisedSandbox(SandboxParts parts) {
    this.parts = parts;
    this.supervisor = Supervisor.create(parts.nanoTicker());
  }

  @Override
  public RunningScript executeScript(Path script, List<String> args, SandboxOptions options) {
    refuseWhenClosed();
    IsolationPlan plan = parts.planner().plan(options);
    Path file = script.toAbsolutePath();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new NotFoundException(
          ErrorCode.NOT_FOUND, "There is no readable script " + file + ": give an existing file");
    }
    Path interpreter = interpreter(options);
    ExecutionId id = parts.ids().get();
    WorkFolder folder = WorkFolder.create(parts.workRoot(), id.value());
    try {
      List<String> command = new ArrayList<>(List.of(interpreter.toString()));
      command.addAll(options.interpreterOptions());
      command.add(file.toString());
      command.addAll(args);
      LaunchSpec spec =
          LaunchSpec.builder()
              .interpreter(interpreter)
              .controlDirectory(folder.control())
              .workingDirectory(folder.work())
              .confinement(plan.confine(command, id.value(), folder.places(), List.of(file)))
              .environment(ScriptEnvironment.of(parts.hostEnvironment(), options, folder.work()))
              .token(parts.tokens().get())
              .wallTime(options.wallTime().value())
              .outputBytes(options.outputBytes().value())
              .grace(options.grace())
              .restartGrace(RESTART_GRACE)
              .build();
      return watch(new ScriptRun(id, options, plan.enforcements(), folder, parts), spec);
    } catch (RuntimeException e) {
      folder.remove();
      if (e instanceof EnergyOpsException known
          && known.code() == ErrorCode.EXECUTION_NOT_STARTED) {
        return new UnstartedScript(id, String.valueOf(e.getMessage()), plan.enforcements());
      }
      throw e;
    }
  }

  @Override
  public List<Enforcement> capabilities() {
    return parts.planner().plan(SandboxOptions.defaults()).enforcements();
  }

  @Override
  public void close() {
    closed = true;
    List<ScriptRun> left = List.copyOf(running.values());
    left.forEach(ScriptRun::endForClose);
    left.forEach(ScriptRun::close);
  }

  private RunningScript watch(ScriptRun run, LaunchSpec spec) {
    running.put(run.id(), run);
    try {
      run.begin(
          supervisor.launch(spec), RESTART_GRACE.dividedBy(10), () -> running.remove(run.id()));
    } catch (RejectedExecutionException e) {
      // Its supervisor ends it, since nothing shows it that this JVM lives.
      running.remove(run.id());
      throw closed(e);
    } catch (RuntimeException e) {
      running.remove(run.id());
      throw e;
    }
    if (closed) {
      run.close();
    }
    return run;
  }

  private Path interpreter(SandboxOptions options) {
    return options
        .interpreter()
        .or(parts.interpreter())
        .orElseThrow(
            () ->
                new EnergyOpsException(
                    ErrorCode.PYTHON_MISSING,
                    "No Python interpreter is known to the sandbox: name one in the options"));
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw closed(null);
    }
  }

  private static ConflictException closed(@Nullable Throwable cause) {
    return new ConflictException(
        ErrorCode.CLOSED, "The sandbox executor was closed; make a new one", cause);
  }
}
