package io.energyops.process;

import io.energyops.process.ProcessIdentity.Presence;
import io.energyops.run.KillResult.Survivor;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Ends, step by step, what a supervisor left behind that ended without a record. */
final class LostSupervisorSweep {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final ControlDirectory control;
  private final ProcReader proc;
  private final LongSupplier nanoTicker;
  private final long createdNanos;
  private long begunNanos;
  private boolean begun;
  private boolean clearBefore;

  LostSupervisorSweep(ControlDirectory control, ProcReader proc, LongSupplier nanoTicker) {
    this.control = control;
    this.proc = proc;
    this.nanoTicker = nanoTicker;
    this.createdNanos = nanoTicker.getAsLong();
  }

  Optional<RunEnd> step(Presence supervisor, Optional<StartRecord> started) {
    long now = nanoTicker.getAsLong();
    if (supervisor == Presence.UNKNOWN) {
      return unseen(now);
    }
    if (!begun) {
      begun = true;
      begunNanos = now;
    }
    ProcessTree tree =
        new ProcessTree(proc, token(), started.map(StartRecord::program).orElse(null));
    List<Survivor> refused = tree.killOnce();
    List<Survivor> left = tree.survivors();
    if (left.isEmpty()) {
      // The process table is no snapshot: one clear look may have missed a fork.
      boolean clear = clearBefore;
      clearBefore = true;
      return clear ? Optional.of(lost(started.isPresent(), List.of())) : Optional.empty();
    }
    clearBefore = false;
    if (now - begunNanos > LIMIT.toNanos()) {
      return Optional.of(lost(started.isPresent(), refused.isEmpty() ? left : refused));
    }
    return Optional.empty();
  }

  /** Without a lease the supervisor has ended its program by then, wherever it runs. */
  private Optional<RunEnd> unseen(long now) {
    long millis =
        control
            .read(ControlDirectory.SPEC)
            .map(spec -> spec.number("restartGraceMillis") + spec.number("graceMillis"))
            .orElse(0L);
    if (now - createdNanos <= Duration.ofMillis(millis).plus(LIMIT).toNanos()) {
      return Optional.empty();
    }
    return Optional.of(
        new SupervisorLost(
            TerminationReason.SUPERVISOR_LOST,
            "The supervisor ran in another pid namespace (a container that has ended) and left no record",
            List.of()));
  }

  private SupervisorLost lost(boolean programStarted, List<Survivor> survivors) {
    if (!programStarted && control.isRevoked()) {
      return new SupervisorLost(TerminationReason.NODE_ENDED, RunRecovery.GONE, survivors);
    }
    String what =
        programStarted
            ? "The supervisor ended without a record of the program's end"
            : "The supervisor ended before it started the program";
    String words = control.lastLogLine().map(line -> ": " + line).orElse("");
    return new SupervisorLost(
        programStarted ? TerminationReason.SUPERVISOR_LOST : TerminationReason.COULD_NOT_START,
        what + words,
        survivors);
  }

  private String token() {
    return control.read(ControlDirectory.SPEC).flatMap(spec -> spec.text("token")).orElse("?");
  }
}
