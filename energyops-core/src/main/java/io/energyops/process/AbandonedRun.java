package io.energyops.process;

import io.energyops.process.ProcessIdentity.Presence;
import io.energyops.run.KillResult.Survivor;
import io.energyops.run.TerminationReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run that was found again on Windows. It goes on for as long as the JVM that started it; where
 * that has ended without a record, so has the run, and what may be left of it is ended here.
 */
final class AbandonedRun implements SupervisedProcess {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final SupervisorHandle owner;
  private final SupervisedProcess files;
  private final ProcReader proc;
  private final LongSupplier nanoTicker;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable TreeEnding ending;
  private long begunNanos;
  private @Nullable RunEnd ended;

  AbandonedRun(
      SupervisorHandle owner, SupervisedProcess files, ProcReader proc, LongSupplier nanoTicker) {
    this.owner = owner;
    this.files = files;
    this.proc = proc;
    this.nanoTicker = nanoTicker;
  }

  @Override
  public Path controlDirectory() {
    return files.controlDirectory();
  }

  @Override
  public Optional<StartRecord> started() {
    return files.started();
  }

  @Override
  public void requestKill(TerminationReason reason, Duration grace) {
    files.requestKill(reason, grace);
  }

  @Override
  public void touchLease() {
    files.touchLease();
  }

  @Override
  public Optional<ExitRecord> exit() {
    return files.exit();
  }

  @Override
  public boolean supervisorAlive() {
    return files.supervisorAlive();
  }

  @Override
  public SpoolReader spool(long fromOffset) {
    return files.spool(fromOffset);
  }

  @Override
  public Optional<RunEnd> end() {
    lock.lock();
    try {
      if (ended == null) {
        // In this order: a record that comes between the two looks must not be missed.
        Presence presence = owner.presence();
        Optional<ExitRecord> recorded = exit();
        if (recorded.isPresent()) {
          ended = recorded.get();
        } else if (presence == Presence.GONE) {
          ended = sweep();
        }
      }
      return Optional.ofNullable(ended);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable RunEnd sweep() {
    Optional<ProcessIdentity> program = started().map(StartRecord::program);
    if (program.isEmpty()) {
      return nodeEnded(List.of());
    }
    long now = nanoTicker.getAsLong();
    if (ending == null) {
      begunNanos = now;
      ending = WindowsTreeKill.of(program.get(), proc, nanoTicker);
    }
    List<Survivor> left = ending.step(true);
    return left.isEmpty() || now - begunNanos > LIMIT.toNanos() ? nodeEnded(left) : null;
  }

  private static RunEnd nodeEnded(List<Survivor> survivors) {
    return new SupervisorLost(
        TerminationReason.NODE_ENDED, RunRecovery.GONE, survivors, List.of(), Map.of());
  }
}
