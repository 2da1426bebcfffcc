package io.energyops.process;

import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.KillResult.Survivor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A process that the host started itself. Nothing supervises it: its descendants are those that the
 * process table still links to it, and what escaped from them cannot be found.
 */
final class HostProcess implements RunHandle {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  private final ProcessHandle process;
  private final @Nullable Process started;
  private final ScheduledExecutorService scheduler;
  private final LongSupplier nanoTicker;
  private final AtomicBoolean killRequested = new AtomicBoolean();
  private final CompletableFuture<KillResult> killed = new CompletableFuture<>();

  HostProcess(
      ProcessHandle process,
      @Nullable Process started,
      ScheduledExecutorService scheduler,
      LongSupplier nanoTicker) {
    this.process = process;
    this.started = started;
    this.scheduler = scheduler;
    this.nanoTicker = nanoTicker;
  }

  @Override
  public CompletableFuture<KillResult> kill(KillOptions options) {
    if (!process.isAlive() && !killRequested.get()) {
      return CompletableFuture.completedFuture(
          new KillResult.AlreadyFinished(
              exitCode().orElse(1) == 0 ? ExecutionStatus.COMPLETED : ExecutionStatus.FAILED));
    }
    if (killRequested.compareAndSet(false, true)) {
      try {
        scheduler.execute(() -> answering(() -> begin(options.grace())));
      } catch (RejectedExecutionException e) {
        detach();
      }
    }
    return killed.copy();
  }

  /** The exit code of an ended process, which only the JVM that started it learns. */
  OptionalInt exitCode() {
    Process own = started;
    return own == null || own.isAlive() ? OptionalInt.empty() : OptionalInt.of(own.exitValue());
  }

  boolean killRequested() {
    return killRequested.get();
  }

  @Override
  public boolean running() {
    return process.isAlive();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public void detach() {
    killed.complete(new KillResult.Unconfirmed("the engine was closed before its end was seen"));
  }

  /** Whoever asked for the kill waits for an answer. */
  private void answering(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      killed.completeExceptionally(e);
    }
  }

  private void begin(Duration grace) {
    ending()
        .map(tree -> new Ending(tree, grace))
        .ifPresentOrElse(
            Ending::look, () -> killed.complete(new KillResult.Killed(false, Duration.ZERO)));
  }

  /** Empty when it ended before it could be looked at. */
  private Optional<TreeEnding> ending() {
    if (!Windows.here()) {
      return Optional.of(new SignalledTree(process));
    }
    ProcReader proc = ProcReader.system();
    // Alive afterwards, it held its number all the time: the identity is its own.
    return ProcessIdentity.of(process.pid(), proc)
        .filter(identity -> process.isAlive())
        .map(identity -> WindowsTreeKill.of(identity, proc, nanoTicker));
  }

  /** One ending, looked at until all are gone or it is given up. */
  private final class Ending {

    private final long graceNanos;
    private final long begun = nanoTicker.getAsLong();
    private final TreeEnding tree;

    Ending(TreeEnding tree, Duration grace) {
      this.tree = tree;
      this.graceNanos = grace.toNanos();
    }

    void look() {
      long elapsed = nanoTicker.getAsLong() - begun;
      List<Survivor> alive = tree.step(elapsed >= graceNanos);
      if (alive.isEmpty()) {
        killed.complete(new KillResult.Killed(tree.forced(), Duration.ofNanos(elapsed)));
        return;
      }
      if (elapsed >= graceNanos + AFTER_KILL.toNanos()) {
        killed.complete(new KillResult.Survivors(alive));
        return;
      }
      try {
        var unused =
            scheduler.schedule(() -> answering(this::look), POLL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        detach();
      }
    }
  }
}
