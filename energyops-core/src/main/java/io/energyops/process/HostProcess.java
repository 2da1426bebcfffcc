package io.energyops.process;

import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.KillResult.Survivor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
        scheduler.execute(() -> new Ending(options.grace()).begin());
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
  public void detach() {
    killed.complete(new KillResult.Unconfirmed("the engine was closed before its end was seen"));
  }

  /** One ending: TERM, look until the grace is over, KILL, look again. */
  private final class Ending {

    private final long graceNanos;
    private final long begun = nanoTicker.getAsLong();
    // A ProcessHandle checks the start time before it signals, so a recycled pid is never hit.
    private final Map<Long, ProcessHandle> tree = new LinkedHashMap<>();
    private boolean forced;

    Ending(Duration grace) {
      this.graceNanos = grace.toNanos();
    }

    void begin() {
      collect();
      tree.values().forEach(ProcessHandle::destroy);
      look();
    }

    private void look() {
      collect();
      List<ProcessHandle> alive =
          new ArrayList<>(tree.values().stream().filter(ProcessHandle::isAlive).toList());
      long elapsed = nanoTicker.getAsLong() - begun;
      if (alive.isEmpty()) {
        killed.complete(new KillResult.Killed(forced, Duration.ofNanos(elapsed)));
        return;
      }
      if (elapsed >= graceNanos) {
        forced = true;
        alive.forEach(ProcessHandle::destroyForcibly);
      }
      if (elapsed >= graceNanos + AFTER_KILL.toNanos()) {
        killed.complete(new KillResult.Survivors(alive.stream().map(this::survivor).toList()));
        return;
      }
      try {
        var unused = scheduler.schedule(this::look, POLL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        detach();
      }
    }

    private void collect() {
      tree.put(process.pid(), process);
      List.copyOf(tree.values())
          .forEach(known -> known.descendants().forEach(child -> tree.put(child.pid(), child)));
    }

    private Survivor survivor(ProcessHandle handle) {
      String command = handle.info().commandLine().orElse("");
      return new Survivor(
          handle.pid(),
          command.substring(0, Math.min(200, command.length())),
          "it did not end after KILL");
    }
  }
}
