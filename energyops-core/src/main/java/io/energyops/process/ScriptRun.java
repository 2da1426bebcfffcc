package io.energyops.process;

import io.energyops.error.EnergyOpsException;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.KillResult;
import io.energyops.run.TerminationReason;
import io.energyops.sandbox.OutputSink;
import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One script of the sandbox, from its start to its cleaned-up end. */
final class ScriptRun implements RunningScript, ProcessWatch.Listener<StartRecord, RunEnd> {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptRun.class);
  private static final Duration SPARE = Duration.ofSeconds(10);

  /** How the program ended, with what that means. */
  private record Ended(RunEnd end, ExecutionResult result) {}

  private final ExecutionId id;
  private final SandboxOptions options;
  private final List<Enforcement> limits;
  private final WorkFolder folder;
  private final SandboxParts parts;
  private final CompletableFuture<Ended> ended = new CompletableFuture<>();
  private final LineCounter counter = new LineCounter();
  private @Nullable OutputSink sink;
  private volatile @Nullable SupervisedProcess process;
  private volatile @Nullable Runnable afterEnd;

  ScriptRun(
      ExecutionId id,
      SandboxOptions options,
      List<Enforcement> limits,
      WorkFolder folder,
      SandboxParts parts) {
    this.id = id;
    this.options = options;
    this.limits = limits;
    this.folder = folder;
    this.parts = parts;
    this.sink = options.output();
  }

  void begin(SupervisedProcess started, Duration leaseEvery, Runnable whenEnded) {
    process = started;
    afterEnd = whenEnded;
    ProcessWatch.start(
        started,
        0,
        leaseEvery,
        ProcessWatch.IDLE,
        new ProcessWatch.Threads(parts.leases(), parts.scheduler(), parts.executor()),
        this);
  }

  @Override
  public ExecutionId id() {
    return id;
  }

  @Override
  public OptionalLong pid() {
    return process()
        .started()
        .map(s -> OptionalLong.of(s.program().pid()))
        .orElse(OptionalLong.empty());
  }

  @Override
  public CompletableFuture<KillResult> kill() {
    if (ended.isDone()) {
      return CompletableFuture.completedFuture(
          new KillResult.AlreadyFinished(ended.join().result().status()));
    }
    long asked = parts.nanoTicker().getAsLong();
    process().requestKill(TerminationReason.KILLED_BY_USER, options.grace());
    CompletableFuture<KillResult> answer =
        ended.thenApply(e -> result(e, Duration.ofNanos(parts.nanoTicker().getAsLong() - asked)));
    try {
      Future<?> unused =
          parts
              .scheduler()
              .schedule(
                  () ->
                      answer.complete(
                          new KillResult.Unconfirmed("its end could not be seen in time")),
                  options.grace().plus(SPARE).toMillis(),
                  TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      answer.complete(new KillResult.Unconfirmed("the engine was closed before its end was seen"));
    }
    return answer.copy();
  }

  @Override
  public CompletableFuture<ExecutionResult> completion() {
    return ended.thenApply(Ended::result);
  }

  @Override
  public void close() {
    if (ended.isDone()) {
      return;
    }
    process().requestKill(TerminationReason.KILLED_BY_USER, options.grace());
    try {
      ended.get(options.grace().plus(SPARE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Run {} did not end in time; its folder stays", id, e);
    }
  }

  void endForClose() {
    if (!ended.isDone()) {
      process().requestKill(TerminationReason.NODE_CLOSED, options.grace());
    }
  }

  @Override
  public void frames(List<Frame> frames) {
    counter.add(frames);
    for (Frame frame : frames) {
      OutputSink to = sink;
      if (to != null) {
        try {
          to.accept(stream(frame), frame.time(), frame.payload());
        } catch (RuntimeException e) {
          sink = null;
          LOG.warn("The output sink of run {} failed and gets nothing more", id, e);
        }
      }
    }
  }

  @Override
  public void ended(RunEnd end) {
    Verdict verdict = Verdict.of(end);
    ExecutionResult.Builder result =
        ExecutionResult.builder(id, verdict.status(), verdict.reason())
            .message(verdict.message())
            .outputLines(counter.lines())
            .limits(LimitMarks.of(limits, end));
    if (end instanceof ExitRecord exit) {
      result.runtime(exit.runtime());
      result.exitCode(exit.exitCode().isPresent() ? exit.exitCode().getAsInt() : null);
      result.signal(exit.signal().isPresent() ? exit.signal().getAsInt() : null);
    }
    removeFolder();
    Runnable after = afterEnd;
    if (after != null) {
      after.run();
    }
    ended.complete(new Ended(end, result.build()));
  }

  private KillResult result(Ended how, Duration took) {
    if (!how.end().survivors().isEmpty()) {
      return new KillResult.Survivors(how.end().survivors());
    }
    if (how.end() instanceof ExitRecord exit) {
      return exit.cause() == ExitRecord.Cause.KILLED
          ? new KillResult.Killed(exit.forced(), took, exit.ended())
          : new KillResult.AlreadyFinished(how.result().status());
    }
    return new KillResult.Killed(true, took, how.end().ended());
  }

  private static OutputSink.Stream stream(Frame frame) {
    return switch (frame.stream()) {
      case STDOUT -> OutputSink.Stream.STDOUT;
      case STDERR -> OutputSink.Stream.STDERR;
    };
  }

  private void removeFolder() {
    try {
      folder.remove();
    } catch (EnergyOpsException e) {
      LOG.warn("The folder of run {} could not be removed", id, e);
    }
  }

  private SupervisedProcess process() {
    return Objects.requireNonNull(process, "begun");
  }
}
