package io.energyops.process;

import io.energyops.error.EnergyOpsException;
import io.energyops.process.ExitRecord.Cause;
import io.energyops.process.ProcessIdentity.Presence;
import io.energyops.run.TerminationReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A supervised program as its control directory shows it. */
final class ControlledProcess implements SupervisedProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ControlledProcess.class);

  private final ControlDirectory control;
  private final SupervisorHandle supervisor;
  private final LostSupervisorSweep sweep;
  private final AtomicLong leaseCounter;

  /** Guards the request to kill, and the sweep with its result. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile @Nullable StartRecord started;
  private volatile @Nullable RunEnd ended;

  ControlledProcess(
      ControlDirectory control,
      SupervisorHandle supervisor,
      ProcReader proc,
      LongSupplier nanoTicker) {
    this.control = control;
    this.supervisor = supervisor;
    this.sweep = new LostSupervisorSweep(control, proc, nanoTicker);
    this.leaseCounter = new AtomicLong(nanoTicker.getAsLong());
    if (supervisor.presence() == Presence.ALIVE) {
      sweep.sawAlive();
    }
  }

  @Override
  public Path controlDirectory() {
    return control.path();
  }

  @Override
  public Optional<StartRecord> started() {
    if (started == null) {
      started =
          control.read(ControlDirectory.STARTED).flatMap(ControlledProcess::start).orElse(null);
    }
    return Optional.ofNullable(started);
  }

  @Override
  public void requestKill(TerminationReason reason, Duration grace) {
    lock.lock();
    try {
      if (ended != null || control.has(ControlDirectory.EXIT)) {
        return;
      }
      Optional<RecordMembers> before = control.read(ControlDirectory.KILL);
      long millis = Math.max(0, grace.toMillis());
      Map<String, Object> order = new LinkedHashMap<>();
      order.put("requested", before.flatMap(b -> b.text("requested")).orElse(reason.wireName()));
      order.put(
          "graceMillis", before.map(b -> Math.min(b.number("graceMillis"), millis)).orElse(millis));
      write(order);
    } finally {
      lock.unlock();
    }
    // Before this record the supervisor has no signal handler yet, and looks at the order anyway.
    if (started().isPresent()) {
      supervisor.wake();
    }
  }

  private void write(Map<String, Object> order) {
    try {
      control.replace(ControlDirectory.KILL, order);
    } catch (EnergyOpsException e) {
      // On a full disk the signal alone has to do: it means to end, with the grace of the start.
      if (started().isEmpty()) {
        throw e;
      }
      LOG.warn("{}; only signalling the supervisor", e.getMessage());
    }
  }

  @Override
  public void touchLease() {
    // A supervisor that cannot be seen shall end by itself: nobody here can look after it.
    if (supervisor.presence() != Presence.UNKNOWN) {
      control.overwrite(ControlDirectory.LEASE, Long.toString(leaseCounter.incrementAndGet()));
    }
  }

  @Override
  public Optional<ExitRecord> exit() {
    if (ended instanceof ExitRecord known) {
      return Optional.of(known);
    }
    return control.read(ControlDirectory.EXIT).map(m -> new ExitRecord(cause(m), m));
  }

  @Override
  public boolean supervisorAlive() {
    return supervisor.presence() != Presence.GONE;
  }

  @Override
  public Optional<RunEnd> end() {
    if (ended != null) {
      return Optional.of(ended);
    }
    lock.lock();
    try {
      // In this order: a record that comes between the two looks must not be missed.
      Presence presence = supervisor.presence();
      Optional<ExitRecord> recorded = exit();
      if (recorded.isPresent()) {
        ended = recorded.get();
      } else if (presence == Presence.ALIVE) {
        sweep.sawAlive();
      } else {
        ended = sweep.step(presence, started()).orElse(null);
      }
      return Optional.ofNullable(ended);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public SpoolReader spool(long fromOffset) {
    return new SpoolReader(control.file(ControlDirectory.SPOOL), fromOffset);
  }

  private static Optional<StartRecord> start(RecordMembers members) {
    Optional<ProcessIdentity> supervisor = members.identity("supervisor");
    Optional<ProcessIdentity> program = members.identity("child");
    return supervisor.isPresent() && program.isPresent()
        ? Optional.of(
            new StartRecord(
                supervisor.get(),
                program.get(),
                members.instant("startedMicros"),
                members.flag("subreaper")))
        : Optional.empty();
  }

  private static Cause cause(RecordMembers members) {
    String name = members.text("reason").orElse("").toUpperCase(Locale.ROOT);
    for (Cause cause : Cause.values()) {
      if (cause.name().equals(name)) {
        return cause;
      }
    }
    return Cause.SUPERVISOR_FAILED;
  }
}
