package io.energyops.execution;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.execution.engine.Absence;
import io.energyops.execution.engine.EngineVerdict;
import io.energyops.log.LogLevel;
import io.energyops.process.KillOptions;
import io.energyops.process.LimitMarks;
import io.energyops.process.RunRecovery;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.LimitKind;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of one run. Its steps may each fail (database down, storage down, engine silent) and are
 * repeated as a whole until they work: each leaves what it did before as it is. Confined to one
 * thread at a time.
 */
final class RunSettlement {

  private static final Logger LOG = LoggerFactory.getLogger(RunSettlement.class);
  private static final long RETRY_MILLIS = 1000;

  /** A verdict of books and conclusions is not believed while processes are seen to live. */
  private static final int DOUBTS = 15;

  private final RunParts parts;
  private final RunRepository repository;
  private final OutputCollector outputs;
  private final OwnedRun run;
  private final RunContext context;
  private final RunCapture capture;
  private final FollowedRun followed;
  private volatile @Nullable EngineVerdict verdict;
  private volatile Absence absence = Absence.cannotTell("the run has not ended");
  private int doubts;
  private boolean outputFinished;
  private boolean notesWritten;
  private OutputCollector.@Nullable Collected collected;

  RunSettlement(
      RunParts parts,
      RunRepository repository,
      OwnedRun run,
      RunContext context,
      RunCapture capture,
      FollowedRun followed) {
    this.parts = parts;
    this.repository = repository;
    this.outputs = new OutputCollector(parts.storage());
    this.run = run;
    this.context = context;
    this.capture = capture;
    this.followed = followed;
  }

  void ended(EngineVerdict end) {
    verdict = end;
    followed.work(() -> repeat(() -> settle(end)));
  }

  void unstarted(String message) {
    followed.work(() -> repeat(() -> settleUnstarted(message)));
  }

  private void settle(EngineVerdict end) throws Exception {
    capture.drain();
    if (!outputFinished) {
      capture.finish(end.endedAt());
      outputFinished = true;
    }
    askForAbsence(end);
    OutputCollector.Collected stored = collected;
    if (stored == null) {
      stored = outputs.collect(run.id(), context.folder().work());
      collected = stored;
    }
    if (!notesWritten) {
      notesWritten = true;
      if (capture.lostBytes() > 0) {
        String note = "[energyops] " + capture.lostBytes() + " bytes of output are lost";
        capture.note(LogLevel.WARNING, note, end.endedAt());
      }
      for (String note : stored.notes()) {
        capture.note(LogLevel.WARNING, note, end.endedAt());
      }
      if (end.reason() != TerminationReason.EXITED) {
        capture.note(LogLevel.ERROR, explanation(end), end.endedAt());
      }
    }
    parts.logs().flush(run.id());
    finish(result(end), stored.artefacts(), end.endedAt());
  }

  private void settleUnstarted(String message) {
    Instant now = parts.clock().instant();
    capture.drain();
    if (!notesWritten) {
      notesWritten = true;
      capture.note(LogLevel.ERROR, message, now);
    }
    parts.logs().flush(run.id());
    boolean asked = followed.killAsked() != null;
    ExecutionStatus status = asked ? ExecutionStatus.CANCELLED : ExecutionStatus.FAILED;
    TerminationReason reason =
        context.adopted()
            ? TerminationReason.NODE_ENDED
            : asked ? TerminationReason.KILLED_BY_USER : TerminationReason.COULD_NOT_START;
    absence = Absence.noneLeft();
    finish(
        ExecutionResult.builder(run.id(), status, reason)
            .message(context.adopted() ? RunRecovery.GONE : message)
            .outputLines(capture.lineCount())
            .limits(context.limits())
            .build(),
        List.of(),
        now);
  }

  /** An engine may say that a run has ended while its processes live: then they are ended first. */
  private void askForAbsence(EngineVerdict end) {
    EngineRun reached = followed.engineRun();
    if (reached == null) {
      return;
    }
    absence = reached.absence();
    boolean certain =
        end.source() == EngineVerdict.Source.SUPERVISOR_RECORD
            || end.source() == EngineVerdict.Source.OPERATING_SYSTEM;
    if (!certain && absence.kind() == Absence.Kind.SURVIVORS && doubts++ < DOUBTS) {
      reached.terminate(end.reason(), Duration.ZERO);
      throw new EnergyOpsException(
          ErrorCode.ENGINE_UNANSWERED,
          "The engine says that the run has ended, but processes of it live; they are ended first");
    }
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
    release();
    removeFolder();
    parts.registry().remove(run.id(), followed);
    parts.observer().ended(context.programName(), run.id());
    followed.done(result);
  }

  private void release() {
    EngineRun reached = followed.engineRun();
    if (reached != null && !reached.release()) {
      again(this::release);
    }
  }

  private void removeFolder() {
    try {
      context.folder().remove();
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
        parts.registry().remove(run.id(), followed);
        followed.lostTo(known);
        return;
      }
      if (followed.detached()) {
        LOG.warn(
            "Execution {} could not be settled before the close; the next opening does it",
            run.id(),
            e);
        return;
      }
      LOG.warn("Execution {} could not be settled yet; trying again", run.id(), e);
      again(() -> repeat(step));
    }
  }

  private void again(Runnable task) {
    try {
      var unused =
          parts
              .scheduler()
              .schedule(() -> followed.work(task), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.info("What is left of execution {} is done by the next opening", run.id());
    }
  }

  private String explanation(EngineVerdict end) {
    String left =
        switch (absence.kind()) {
          case NONE_LEFT -> "";
          case SURVIVORS -> "; " + absence.survivors().size() + " process(es) could not be ended";
          case CANNOT_TELL ->
              absence
                  .why()
                  .map(why -> "; whether a process is left is not known: " + why)
                  .orElse("");
        };
    String asker =
        switch (end.reason()) {
          case KILLED_BY_USER ->
              Optional.ofNullable(followed.killAsked())
                  .flatMap(KillOptions::requester)
                  .map(by -> " by " + by)
                  .orElse("");
          case NODE_CLOSED -> " by the restart policy of node " + parts.node().name();
          case NODE_ENDED, CONTAINER_ENDED, SUPERVISOR_LOST ->
              ", found by node " + parts.node().name();
          default -> "";
        };
    return "[energyops] "
        + end.status().wireName()
        + asker
        + ": "
        + end.message().orElse("ended")
        + left;
  }

  private ExecutionResult result(EngineVerdict end) {
    boolean vanished = context.adopted() && end.reason() == TerminationReason.SUPERVISOR_LOST;
    ExecutionResult.Builder builder =
        ExecutionResult.builder(run.id(), end.status(), end.reason())
            .message(vanished ? RunRecovery.GONE : end.message().orElse(null))
            .outputLines(capture.lineCount())
            .exitCode(end.exitCode().isPresent() ? end.exitCode().getAsInt() : null)
            .signal(end.signal().isPresent() ? end.signal().getAsInt() : null)
            .limits(withHits(end));
    end.runtime().ifPresent(builder::runtime);
    return builder.build();
  }

  private List<Enforcement> withHits(EngineVerdict end) {
    Map<LimitKind, String> hits = new EnumMap<>(LimitKind.class);
    limitOf(end.reason()).ifPresent(at -> hits.put(at, end.message().orElse("ended at it")));
    hits.putAll(end.hits());
    return LimitMarks.marked(context.limits(), hits);
  }

  private static Optional<LimitKind> limitOf(TerminationReason reason) {
    return switch (reason) {
      case TIME_LIMIT -> Optional.of(LimitKind.TIME);
      case OUTPUT_LIMIT -> Optional.of(LimitKind.OUTPUT);
      case MEMORY_LIMIT -> Optional.of(LimitKind.MEMORY);
      case CPU_LIMIT -> Optional.of(LimitKind.CPU);
      case DISK_LIMIT -> Optional.of(LimitKind.DISK);
      default -> Optional.empty();
    };
  }

  /** What somebody is told who asked for the end. */
  KillResult answer(ExecutionResult result, long asked) {
    if (result.status() != ExecutionStatus.CANCELLED) {
      return new KillResult.AlreadyFinished(result.status());
    }
    EngineVerdict end = verdict;
    return switch (absence.kind()) {
      case SURVIVORS -> new KillResult.Survivors(absence.survivors());
      case CANNOT_TELL ->
          new KillResult.Unconfirmed(
              absence.why().orElse("whether a process is left is not known"));
      case NONE_LEFT ->
          new KillResult.Killed(
              end != null && end.forced(),
              Duration.ofNanos(parts.nanoTicker().getAsLong() - asked),
              end == null ? List.of() : end.endedProcesses());
    };
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }
}
