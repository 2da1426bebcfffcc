package io.energyops.process;

import io.energyops.process.ProcessIdentity.Presence;
import io.energyops.run.KillResult.Survivor;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Ends, step by step, what a supervisor left behind that ended without a record. */
final class LostSupervisorSweep {

  private static final String MEMBERS = "members";
  private static final String UNSEEN =
      ". A process that began in its last seconds and cut every link to the run cannot be"
          + " excluded";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final ControlDirectory control;
  private final ProcReader proc;
  private final LongSupplier nanoTicker;
  private final long createdNanos;
  private @Nullable ProcessTree tree;
  private @Nullable Long aliveNanos;
  private long begunNanos;
  private boolean clearBefore;

  private static final String CONTAINER =
      "The container ended of which the node was the first process, and the program with it";

  LostSupervisorSweep(ControlDirectory control, ProcReader proc, LongSupplier nanoTicker) {
    this.control = control;
    this.proc = proc;
    this.nanoTicker = nanoTicker;
    this.createdNanos = nanoTicker.getAsLong();
  }

  void sawAlive() {
    aliveNanos = nanoTicker.getAsLong();
  }

  Optional<RunEnd> step(Presence supervisor, Optional<StartRecord> started) {
    long now = nanoTicker.getAsLong();
    if (supervisor == Presence.UNKNOWN) {
      return containerEnded() ? Optional.of(containerLost()) : unseen(now);
    }
    ProcessTree swept = tree;
    if (swept == null) {
      swept = begin(now, started);
    }
    List<Survivor> refused = swept.killOnce();
    List<Survivor> left = swept.survivors();
    // The process table is no snapshot: one clear look may have missed a fork.
    boolean clear = left.isEmpty() && swept.settled();
    if (clear && clearBefore) {
      return Optional.of(lost(started, swept, List.of()));
    }
    clearBefore = clear;
    if (now - begunNanos > LIMIT.toNanos()) {
      List<Survivor> known = left.isEmpty() ? swept.signalled().latest() : left;
      return Optional.of(lost(started, swept, refused.isEmpty() ? known : refused));
    }
    return Optional.empty();
  }

  private ProcessTree begin(long now, Optional<StartRecord> started) {
    begunNanos = now;
    Map<Long, Long> known =
        control
            .read(MEMBERS)
            .filter(
                members ->
                    members.text("bootId").orElse("").equals(proc.bootId())
                        && members.number("pidNamespace") == proc.pidNamespace())
            .map(members -> members.ticks("members"))
            .orElse(Map.of());
    Long seen = aliveNanos;
    boolean fresh = seen != null && now - seen <= LIMIT.toNanos();
    ProcessTree begun =
        new ProcessTree(
            proc,
            token(),
            started.map(StartRecord::program).orElse(null),
            known,
            fresh,
            RunGroups.of(control));
    tree = begun;
    return begun;
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
            List.of(),
            List.of(),
            Map.of()));
  }

  /**
   * The first process of a pid namespace takes all others with it. Whoever asks here holds what
   * that process held, so it has ended, unless it is this one.
   */
  private boolean containerEnded() {
    Optional<ProcessIdentity> self = ProcessIdentity.of(ProcessHandle.current().pid(), proc);
    return control
        .read(ControlDirectory.SPEC)
        .flatMap(spec -> spec.identity("owner"))
        .filter(owner -> owner.pid() == 1 && !self.equals(Optional.of(owner)))
        .isPresent();
  }

  private static SupervisorLost containerLost() {
    return new SupervisorLost(
        TerminationReason.CONTAINER_ENDED, CONTAINER, List.of(), List.of(), Map.of());
  }

  private SupervisorLost lost(
      Optional<StartRecord> started, ProcessTree swept, List<Survivor> survivors) {
    if (survivors.isEmpty()) {
      RunGroups.of(control).remove();
    }
    boolean mayHaveRun = started.isPresent() || control.has(MEMBERS);
    if (!mayHaveRun && control.isRevoked()) {
      return lost(TerminationReason.NODE_ENDED, RunRecovery.GONE, swept, survivors);
    }
    String words = control.lastLogLine().map(line -> ": " + line).orElse("");
    if (!mayHaveRun) {
      String message = "The supervisor ended before it started the program" + words;
      return lost(TerminationReason.COULD_NOT_START, message, swept, survivors);
    }
    if (survivors.isEmpty() && containerEnded()) {
      return lost(TerminationReason.CONTAINER_ENDED, CONTAINER, swept, survivors);
    }
    String what =
        started.isPresent()
            ? "The supervisor ended without a record of the program's end"
            : "The supervisor ended while it started the program, which may have run";
    return lost(TerminationReason.SUPERVISOR_LOST, what + words + UNSEEN, swept, survivors);
  }

  private static SupervisorLost lost(
      TerminationReason reason, String message, ProcessTree swept, List<Survivor> survivors) {
    return new SupervisorLost(
        reason,
        message,
        survivors,
        swept.signalled().ended(survivors),
        swept.signalled().endedBy(survivors));
  }

  private String token() {
    return control.read(ControlDirectory.SPEC).flatMap(spec -> spec.text("token")).orElse("?");
  }
}
