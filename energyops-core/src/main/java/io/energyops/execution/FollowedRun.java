package io.energyops.execution;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.execution.engine.EngineVerdict;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.Handle;
import io.energyops.execution.engine.Observation;
import io.energyops.process.Frame;
import io.energyops.process.KillOptions;
import io.energyops.process.ProcessWatch;
import io.energyops.process.RunHandle;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.KillResult;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run that this JVM follows from its start, or from its adoption, to its terminal state. */
final class FollowedRun
    implements RunHandle, ProcessWatch.Listener<Observation.Start, EngineVerdict> {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedRun.class);

  /** After the lease and the grace; what is still unknown then has ended. */
  private static final Duration SPARE = Duration.ofSeconds(10);

  private final RunParts parts;
  private final RunRepository repository = new RunRepository();
  private final OwnedRun run;
  private final RunCapture capture;
  private final RunSettlement settlement;
  private final CompletableFuture<ExecutionResult> completion = new CompletableFuture<>();
  private volatile @Nullable EngineRun engineRun;
  private volatile @Nullable ProcessWatch<Observation.Start, EngineVerdict> watch;
  private volatile @Nullable KillOptions kill;
  private volatile @Nullable EngineVerdict seenEnd;
  private volatile OptionalLong pid = OptionalLong.empty();
  private volatile boolean closed;

  FollowedRun(RunParts parts, OwnedRun run, RunContext context) {
    this.parts = parts;
    this.run = run;
    this.capture = new RunCapture(parts, repository, run, context.programName());
    this.settlement = new RunSettlement(parts, repository, run, context, capture, this);
  }

  ExecutionId id() {
    return run.id();
  }

  OwnedRun owned() {
    return run;
  }

  CompletableFuture<ExecutionResult> completion() {
    return completion;
  }

  void follow(ExecutionEngine engine, Handle handle, Duration grace) {
    EngineRun reached =
        new EngineRun(
            engine,
            handle,
            parts.restartGrace().plus(grace).plus(SPARE),
            parts.clock(),
            parts.nanoTicker(),
            this::reachable,
            capture::lost);
    engineRun = reached;
    watch =
        ProcessWatch.start(
            reached,
            run.spoolOffset(),
            parts.restartGrace().dividedBy(20),
            engine.capabilities().pollInterval(),
            new ProcessWatch.Threads(parts.leases(), parts.scheduler(), parts.scheduler()),
            this);
    if (closed) {
      watch.close();
    }
    KillOptions asked = kill;
    if (asked != null) {
      reached.terminate(TerminationReason.KILLED_BY_USER, asked.grace());
    }
  }

  /** Ends a run by the policy of the restart, not by somebody's wish. */
  void endFor(TerminationReason reason, Duration grace) {
    EngineRun reached = engineRun;
    if (reached != null) {
      reached.terminate(reason, grace);
    }
  }

  /** Stops following; the run goes on and the next opening adopts it. */
  @Override
  public void detach() {
    closed = true;
    completion.completeExceptionally(
        new ConflictException(
            ErrorCode.CLOSED, "The engine was closed; its next opening follows the run on"));
    ProcessWatch<?, ?> following = watch;
    if (following != null) {
      following.close();
    }
  }

  /** Ends a run that was never started, or of which nothing is left. */
  void failToStart(String message) {
    settlement.unstarted(message);
  }

  @Override
  public CompletableFuture<KillResult> kill(KillOptions options) {
    // In this order: follow() sets the run first and looks here second, so one of both sees it.
    kill = options;
    EngineRun reached = engineRun;
    if (reached != null) {
      reached.terminate(TerminationReason.KILLED_BY_USER, options.grace());
    }
    long asked = parts.nanoTicker().getAsLong();
    return completion
        .thenApply(result -> settlement.answer(result, asked))
        .exceptionally(
            failure ->
                new KillResult.Unconfirmed(
                    closed
                        ? "the engine was closed before its end was seen"
                        : "another node has taken the execution over"))
        .copy();
  }

  @Override
  public boolean running() {
    return engineRun != null && seenEnd == null;
  }

  @Override
  public OptionalLong pid() {
    return pid;
  }

  boolean detached() {
    return closed;
  }

  @Nullable KillOptions killAsked() {
    return kill;
  }

  @Nullable EngineRun engineRun() {
    return engineRun;
  }

  void done(ExecutionResult result) {
    completion.complete(result);
  }

  void lostTo(RuntimeException taken) {
    ProcessWatch<?, ?> following = watch;
    if (following != null) {
      following.close();
    }
    completion.completeExceptionally(taken);
  }

  @Override
  public void started(Observation.Start start) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    if (start.process() != null) {
      pid = OptionalLong.of(start.process().pid());
      metadata.put("pid", start.process().pid());
    }
    metadata.put("hostname", start.host() == null ? parts.node().hostname() : start.host());
    metadata.put("registeredAt", start.at());
    EngineRun reached = engineRun;
    String reference = reached == null ? null : reached.handle().reference();
    parts
        .database()
        .write(tx -> repository.running(tx, run.id(), run.fence(), reference, start, metadata));
  }

  @Override
  public void frames(List<Frame> frames) {
    capture.frames(frames);
  }

  @Override
  public void ended(EngineVerdict verdict) {
    seenEnd = verdict;
    settlement.ended(verdict);
  }

  private void reachable(boolean seen) {
    LOG.warn(
        "Execution {} is {} by its engine", run.id(), seen ? "seen again" : "not seen any more");
    parts
        .database()
        .write(
            tx -> repository.reachable(tx, run.id(), run.fence(), seen, parts.clock().instant()));
  }

  // Refused only when the engine closes.
  void work(Runnable task) {
    try {
      parts.workers().execute(task);
    } catch (RejectedExecutionException e) {
      LOG.info("Execution {} is settled by the next opening", run.id());
    }
  }
}
