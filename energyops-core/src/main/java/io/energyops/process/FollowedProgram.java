package io.energyops.process;

import io.energyops.run.KillResult.Survivor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A program that this JVM started on Windows: sees to its limits and to its end. One thread follows
 * it, two carry its output; any thread may wake it.
 */
final class FollowedProgram {

  private static final long CONTROL = Duration.ofMillis(200).toNanos();
  private static final long SCAN = Duration.ofMillis(20).toNanos();
  private static final long KILL = Duration.ofSeconds(5).toNanos();
  // With every process gone the rest of a pipe comes at once; more means that a stranger holds it.
  private static final long QUIET = Duration.ofSeconds(2).toNanos();
  private static final long SPOOL = Duration.ofSeconds(10).toNanos();
  private static final int LISTED = 20;

  private final ControlDirectory control;
  private final LaunchSpec spec;
  private final Process process;
  private final HeldTree held;
  private final TreeEnding ending;
  private final SpoolWriter spool;
  private final List<OutputPump> pumps;
  private final LongSupplier nanoTicker;
  private final Clock clock;
  private final Instant startedAt;
  private final long begun;

  private final Semaphore wakeUps = new Semaphore(0);

  private @Nullable String reason;
  private @Nullable String requested;
  private @Nullable String lease;
  private long leaseSeen;
  private @Nullable Long killedAt;
  private @Nullable Long endedAt;
  private @Nullable Instant endTime;
  private @Nullable Integer exitCode;
  private List<Survivor> leftover = List.of();
  private List<Survivor> alive = List.of();

  FollowedProgram(
      ControlDirectory control,
      LaunchSpec spec,
      Process process,
      HeldTree held,
      TreeEnding ending,
      SpoolWriter spool,
      LongSupplier nanoTicker,
      Clock clock) {
    this.control = control;
    this.spec = spec;
    this.process = process;
    this.held = held;
    this.ending = ending;
    this.spool = spool;
    this.nanoTicker = nanoTicker;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.begun = nanoTicker.getAsLong();
    this.pumps =
        List.of(
            new OutputPump(
                Frame.Stream.STDOUT, process.getInputStream(), spool, nanoTicker, this::wake),
            new OutputPump(
                Frame.Stream.STDERR, process.getErrorStream(), spool, nanoTicker, this::wake));
  }

  List<OutputPump> pumps() {
    return pumps;
  }

  Instant startedAt() {
    return startedAt;
  }

  void wake() {
    wakeUps.release();
  }

  /** Returns the exit record, when the program and what it started are gone or given up. */
  Map<String, @Nullable Object> follow() throws IOException {
    var unused = process.onExit().thenRun(this::wake);
    while (!finished()) {
      await(killedAt == null && endedAt == null ? untilControl() : SCAN);
    }
    while (!drained()) {
      await(SCAN);
    }
    spool.close();
    return record();
  }

  private boolean finished() {
    long now = nanoTicker.getAsLong();
    noteEnd(now);
    obey(now);
    if (killedAt != null) {
      alive = ending.step(true);
      noteEnd(nanoTicker.getAsLong());
      return (alive.isEmpty() && endedAt != null) || now - killedAt > KILL;
    }
    if (endedAt == null) {
      return false;
    }
    // A child of the program may hold the pipes: one silent grace, restarted by each chunk.
    if (!pumpsDone() && now - Math.max(endedAt, lastChunk()) < spec.grace().toNanos()) {
      return false;
    }
    leftover = held.living();
    if (leftover.isEmpty()) {
      return true;
    }
    kill(now, "leftover");
    return false;
  }

  private void noteEnd(long now) {
    if (endedAt == null && !process.isAlive()) {
      endedAt = now;
      endTime = clock.instant();
      // A program that was terminated has no code of its own.
      exitCode = killedAt == null ? process.exitValue() : null;
    }
  }

  private void obey(long now) {
    if (outputCut()) {
      kill(now, "output_limit");
    }
    if (spec.wallTime().isPresent() && now - begun >= spec.wallTime().get().toNanos()) {
      kill(now, "time_limit");
    }
    if (killedAt == null) {
      control.read(ControlDirectory.KILL).ifPresent(order -> obey(order, now));
      watchLease(now);
    }
  }

  /** An engine that was closed leaves its runs to this JVM; nobody may come back for them. */
  private void watchLease(long now) {
    Duration limit = spec.restartGrace();
    if (limit.isZero()) {
      return;
    }
    String shown = control.lease();
    if (!shown.equals(lease)) {
      lease = shown;
      leaseSeen = now;
    } else if (now - leaseSeen > limit.toNanos()) {
      kill(now, "lease_lost");
    }
  }

  private void obey(RecordMembers order, long now) {
    if (reason == null && endedAt == null) {
      requested = order.text("requested").orElse(null);
    }
    kill(now, "killed");
  }

  /** The first reason counts, and none does once the program has ended by itself. */
  private void kill(long now, String why) {
    if (reason == null && endedAt == null) {
      reason = why;
    }
    killedAt = killedAt == null ? Long.valueOf(now) : killedAt;
  }

  private boolean drained() {
    long now = nanoTicker.getAsLong();
    long gone = endedAt == null ? now : endedAt;
    if (pumpsDone()) {
      return true;
    }
    return spool.pending()
        ? now - Math.max(gone, killedAt == null ? gone : killedAt) > SPOOL
        : now - Math.max(gone, lastChunk()) > QUIET || !alive.isEmpty();
  }

  private boolean outputCut() {
    return pumps.stream().anyMatch(OutputPump::cut);
  }

  private boolean pumpsDone() {
    return pumps.stream().allMatch(OutputPump::done);
  }

  private long lastChunk() {
    return Math.max(pumps.get(0).lastChunk(), pumps.get(1).lastChunk());
  }

  private long untilControl() {
    long left =
        spec.wallTime()
            .map(wall -> wall.toNanos() - (nanoTicker.getAsLong() - begun))
            .orElse(CONTROL);
    return Math.max(SCAN / 20, Math.min(CONTROL, left));
  }

  private void await(long nanos) {
    try {
      if (wakeUps.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the thread of a run", e);
    }
  }

  private Map<String, @Nullable Object> record() {
    SpoolWriter.Totals totals = spool.totals();
    long ended = endedAt == null ? nanoTicker.getAsLong() : endedAt;
    Map<String, @Nullable Object> exit = new LinkedHashMap<>();
    // The limit counts also for what was read after the program's end.
    exit.put("reason", reason != null ? reason : outputCut() ? "output_limit" : "exited");
    exit.put("requested", requested);
    exit.put("exitCode", exitCode);
    exit.put("message", null);
    exit.put("forced", killedAt != null);
    exit.put("startedMicros", SpoolWriter.micros(startedAt));
    exit.put("endedMicros", SpoolWriter.micros(endTime == null ? clock.instant() : endTime));
    exit.put("runtimeMicros", TimeUnit.NANOSECONDS.toMicros(ended - begun));
    exit.put("cpuMicros", TimeUnit.NANOSECONDS.toMicros(held.cpuTime().toNanos()));
    exit.put("spoolBytes", totals.fileBytes());
    exit.put("outputBytes", totals.accepted());
    exit.put("discardedBytes", totals.discarded());
    exit.put("unsavedBytes", totals.unsaved());
    exit.put("spoolError", totals.error());
    exit.put("leftover", listed(leftover));
    exit.put("survivors", listed(alive));
    return exit;
  }

  private static List<Map<String, Object>> listed(List<Survivor> processes) {
    List<Map<String, Object>> items = new ArrayList<>();
    processes.stream()
        .limit(LISTED)
        .forEach(p -> items.add(Map.of("pid", p.pid(), "command", p.command())));
    return items;
  }
}
