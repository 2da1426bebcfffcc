package io.energyops.execution;

import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.log.LogLevel;
import io.energyops.process.ExitRecord;
import io.energyops.process.Frame;
import io.energyops.process.KillOptions;
import io.energyops.process.ProcessWatch;
import io.energyops.process.RunEnd;
import io.energyops.process.RunHandle;
import io.energyops.process.RunRecovery;
import io.energyops.process.StartRecord;
import io.energyops.process.SupervisedProcess;
import io.energyops.process.Verdict;
import io.energyops.process.WorkFolder;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.LimitKind;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run that this JVM follows from its start, or from its adoption, to its terminal state. The
 * steps of the end may each fail (database down, storage down) and are repeated as a whole until
 * they work: each leaves what it did before as it is.
 */
final class FollowedRun implements RunHandle, ProcessWatch.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedRun.class);
  private static final long RETRY_MILLIS = 1000;

  private final RunParts parts;
  private final RunRepository repository;
  private final OutputCollector outputs;
  private final OwnedRun run;
  private final String programName;
  private final WorkFolder folder;
  private final List<Enforcement> limits;
  private final boolean adopted;
  private final RunCapture capture;
  private final CompletableFuture<ExecutionResult> completion = new CompletableFuture<>();
  private volatile @Nullable SupervisedProcess process;
  private volatile @Nullable ProcessWatch watch;
  private volatile @Nullable RunEnd seenEnd;
  private volatile @Nullable KillOptions earlyKill;
  private volatile boolean closed;
  private boolean outputFinished;
  private boolean notesWritten;
  private OutputCollector.@Nullable Collected collected;

  FollowedRun(
      RunParts parts,
      OwnedRun run,
      String programName,
      WorkFolder folder,
      List<Enforcement> limits,
      boolean adopted) {
    this.parts = parts;
    this.repository = new RunRepository();
    this.outputs = new OutputCollector(parts.storage());
    this.run = run;
    this.programName = programName;
    this.folder = folder;
    this.limits = limits;
    this.adopted = adopted;
    this.capture = new RunCapture(parts, repository, run, programName);
  }

  ExecutionId id() {
    return run.id();
  }

  CompletableFuture<ExecutionResult> completion() {
    return completion;
  }

  void follow(SupervisedProcess supervised) {
    process = supervised;
    watch =
        ProcessWatch.start(
            supervised,
            run.spoolOffset(),
            parts.restartGrace().dividedBy(20),
            parts.leases(),
            parts.scheduler(),
            parts.scheduler(),
            this);
    if (closed) {
      watch.close();
    }
    KillOptions asked = earlyKill;
    if (asked != null) {
      supervised.requestKill(TerminationReason.KILLED_BY_USER, asked.grace());
    }
  }

  /** Stops following; the supervisor goes on and the next opening adopts the run. */
  @Override
  public void detach() {
    closed = true;
    completion.completeExceptionally(
        new ConflictException(
            ErrorCode.CLOSED, "The engine was closed; its next opening follows the run on"));
    ProcessWatch following = watch;
    if (following != null) {
      following.close();
    }
  }

  /** Ends a run that was never started. */
  void failToStart(String message) {
    work(() -> settleUnstarted(message));
  }

  @Override
  public CompletableFuture<KillResult> kill(KillOptions options) {
    // In this order: follow() sets the process first and looks here second, so one of both sees it.
    earlyKill = options;
    SupervisedProcess supervised = process;
    if (supervised != null) {
      supervised.requestKill(TerminationReason.KILLED_BY_USER, options.grace());
    }
    long asked = parts.nanoTicker().getAsLong();
    return completion
        .thenApply(result -> answer(result, asked))
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
    return process != null && seenEnd == null;
  }

  boolean detached() {
    return closed;
  }

  boolean killedEarly() {
    return earlyKill != null;
  }

  @Override
  public void started(StartRecord start) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("pid", start.program().pid());
    metadata.put("hostname", parts.node().hostname());
    metadata.put("registeredAt", start.startedAt());
    parts
        .database()
        .write(
            tx ->
                repository.running(
                    tx, run.id(), run.fence(), start.program(), metadata, start.startedAt()));
  }

  @Override
  public void frames(List<Frame> frames) {
    capture.frames(frames);
  }

  @Override
  public void ended(RunEnd end) {
    seenEnd = end;
    work(() -> settle(end));
  }

  private void settle(RunEnd end) {
    repeat(
        () -> {
          Verdict verdict = Verdict.of(end);
          Instant endedAt =
              end instanceof ExitRecord exit ? exit.endedAt() : parts.clock().instant();
          capture.drain();
          if (!outputFinished) {
            capture.finish(endedAt);
            outputFinished = true;
          }
          OutputCollector.Collected stored = collected;
          if (stored == null) {
            stored = outputs.collect(run.id(), folder.work());
            collected = stored;
          }
          if (!notesWritten) {
            notesWritten = true;
            for (String note : stored.notes()) {
              capture.note(LogLevel.WARNING, note, endedAt);
            }
            if (!(end instanceof ExitRecord exit && exit.cause() == ExitRecord.Cause.EXITED)) {
              capture.note(LogLevel.ERROR, explanation(verdict, end), endedAt);
            }
          }
          parts.logs().flush(run.id());
          finish(result(end, verdict), stored.artefacts(), endedAt);
        });
  }

  private void settleUnstarted(String message) {
    repeat(
        () -> {
          Instant now = parts.clock().instant();
          capture.drain();
          if (!notesWritten) {
            notesWritten = true;
            capture.note(LogLevel.ERROR, message, now);
          }
          parts.logs().flush(run.id());
          ExecutionStatus status =
              earlyKill == null ? ExecutionStatus.FAILED : ExecutionStatus.CANCELLED;
          TerminationReason reason =
              adopted
                  ? TerminationReason.NODE_ENDED
                  : earlyKill == null
                      ? TerminationReason.COULD_NOT_START
                      : TerminationReason.KILLED_BY_USER;
          finish(
              ExecutionResult.builder(run.id(), status, reason)
                  .message(adopted ? RunRecovery.GONE : message)
                  .outputLines(capture.lineCount())
                  .limits(limits)
                  .build(),
              List.of(),
              now);
        });
  }

  private void finish(ExecutionResult result, List<Artefact> artefacts, Instant endedAt) {
    boolean settled =
        parts
            .database()
            .write(
                tx -> {
                  boolean first = repository.settle(tx, result, run.fence(), endedAt);
                  if (first) {
                    artefacts.forEach(
                        artefact ->
                            repository.artefact(
                                tx, parts.ids().next(), run.id(), artefact, endedAt));
                    RunEvents.ended(parts.outbox(), tx, run.program(), result, endedAt);
                  }
                  return first;
                });
    if (!settled) {
      LOG.warn(
          "Execution {} was settled by somebody else; this node's verdict {} was refused",
          run.id(),
          result.status());
    }
    removeFolder();
    parts.registry().remove(run.id(), this);
    parts.observer().ended(programName, run.id());
    completion.complete(result);
  }

  private void removeFolder() {
    try {
      folder.remove();
    } catch (EnergyOpsException e) {
      LOG.warn("The folder of execution {} is left; the next opening removes it", run.id(), e);
    }
  }

  private void repeat(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      if (e instanceof EnergyOpsException known && known.code() == ErrorCode.STALE_FENCE) {
        LOG.warn("Execution {} has another owner now; this node lets it go", run.id());
        parts.registry().remove(run.id(), this);
        completion.completeExceptionally(known);
        return;
      }
      if (closed) {
        LOG.warn(
            "Execution {} could not be settled before the close; the next opening does it",
            run.id(),
            e);
        return;
      }
      LOG.warn("Execution {} could not be settled yet; trying again", run.id(), e);
      again(step);
    }
  }

  private void again(Step step) {
    try {
      var unused =
          parts
              .scheduler()
              .schedule(() -> work(() -> repeat(step)), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.warn("Execution {} is settled by the next opening", run.id());
    }
  }

  // Refused only when the engine closes.
  private void work(Runnable task) {
    try {
      parts.workers().execute(task);
    } catch (RejectedExecutionException e) {
      LOG.info("Execution {} is settled by the next opening", run.id());
    }
  }

  private String explanation(Verdict verdict, RunEnd end) {
    String what = verdict.message() == null ? "ended" : verdict.message();
    String left =
        end.survivors().isEmpty()
            ? ""
            : "; " + end.survivors().size() + " process(es) could not be ended";
    String asker =
        verdict.reason() == TerminationReason.KILLED_BY_USER
            ? Optional.ofNullable(earlyKill)
                .flatMap(KillOptions::requester)
                .map(by -> " by " + by)
                .orElse("")
            : "";
    return "[energyops] " + verdict.status().wireName() + asker + ": " + what + left;
  }

  private ExecutionResult result(RunEnd end, Verdict verdict) {
    ExecutionResult.Builder builder =
        ExecutionResult.builder(run.id(), verdict.status(), verdict.reason())
            .message(
                adopted && verdict.reason() == TerminationReason.SUPERVISOR_LOST
                    ? RunRecovery.GONE
                    : verdict.message())
            .outputLines(capture.lineCount())
            .limits(withHits(verdict));
    if (end instanceof ExitRecord exit) {
      builder.exitCode(exit.exitCode().isPresent() ? exit.exitCode().getAsInt() : null);
      builder.signal(exit.signal().isPresent() ? exit.signal().getAsInt() : null);
      builder.runtime(exit.runtime());
    }
    return builder.build();
  }

  private List<Enforcement> withHits(Verdict verdict) {
    LimitKind hit =
        switch (verdict.reason()) {
          case TIME_LIMIT -> LimitKind.TIME;
          case OUTPUT_LIMIT -> LimitKind.OUTPUT;
          case MEMORY_LIMIT -> LimitKind.MEMORY;
          case CPU_LIMIT -> LimitKind.CPU;
          case DISK_LIMIT -> LimitKind.DISK;
          default -> null;
        };
    return limits.stream()
        .map(
            limit ->
                limit.limit() == hit
                    ? limit.hit(verdict.message() == null ? "ended at it" : verdict.message())
                    : limit)
        .toList();
  }

  private KillResult answer(ExecutionResult result, long asked) {
    RunEnd end = seenEnd;
    if (result.status() != ExecutionStatus.CANCELLED) {
      return new KillResult.AlreadyFinished(result.status());
    }
    if (end != null && !end.survivors().isEmpty()) {
      return new KillResult.Survivors(end.survivors());
    }
    boolean forced = end instanceof ExitRecord exit && exit.forced();
    return new KillResult.Killed(forced, Duration.ofNanos(parts.nanoTicker().getAsLong() - asked));
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }
}
