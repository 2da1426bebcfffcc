package io.energyops.process;

import io.energyops.error.EnergyOpsException;
import io.energyops.process.ProcessIdentity.Presence;
import io.energyops.run.LimitKind;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisor of one run as a thread of this JVM, from the start to the exit record. */
final class WindowsRun implements SupervisorHandle {

  private static final Logger LOG = LoggerFactory.getLogger(WindowsRun.class);
  private static final Duration RECORD = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ControlDirectory control;
  private final LaunchSpec spec;
  private final ProcessIdentity self;
  private final ProcReader proc;
  private final LongSupplier nanoTicker;
  private final Clock clock;
  private volatile @Nullable FollowedProgram program;
  private volatile boolean over;

  WindowsRun(
      ControlDirectory control,
      LaunchSpec spec,
      ProcessIdentity self,
      ProcReader proc,
      LongSupplier nanoTicker,
      Clock clock) {
    this.control = control;
    this.spec = spec;
    this.self = self;
    this.proc = proc;
    this.nanoTicker = nanoTicker;
    this.clock = clock;
  }

  void start() {
    thread("run", this::run).start();
  }

  @Override
  public Presence presence() {
    return over ? Presence.GONE : Presence.ALIVE;
  }

  @Override
  public void wake() {
    FollowedProgram followed = program;
    if (followed != null) {
      followed.wake();
    }
  }

  private void run() {
    try {
      publish(supervise());
    } catch (RuntimeException e) {
      LOG.error("The end of the run in {} could not be recorded", control.path(), e);
    } finally {
      over = true;
    }
  }

  private Map<String, @Nullable Object> supervise() {
    try (SpoolWriter spool =
        SpoolWriter.create(control.file(ControlDirectory.SPOOL), spec.outputBytes(), clock)) {
      return supervise(spool);
    } catch (IOException e) {
      return unfollowed("supervisor_failed", "The output could not be kept: " + e.getMessage());
    }
  }

  private Map<String, @Nullable Object> supervise(SpoolWriter spool) throws IOException {
    Optional<JobObject> job = JobObject.create();
    Optional<String> unlimited = refusal(job);
    Process process;
    try {
      if (unlimited.isPresent()) {
        throw new IOException(unlimited.get());
      }
      process = startProgram();
    } catch (IOException | RuntimeException e) {
      job.ifPresent(JobObject::close);
      return unfollowed(
          "could_not_start", "Could not run " + spec.command().get(0) + ": " + e.getMessage());
    }
    ProcessIdentity identity = identity(process);
    try (HeldTree held = HeldTree.of(identity, proc, job)) {
      if (spec.job().isPresent() && held.job() == null && process.isAlive()) {
        process.destroyForcibly();
        return unfollowed("could_not_start", "Windows took the program into no Job Object");
      }
      TreeEnding ending = new WindowsTreeKill(proc, identity, held, nanoTicker);
      try {
        return follow(
            new FollowedProgram(control, spec, process, held, ending, spool, nanoTicker, clock),
            identity);
      } catch (RuntimeException e) {
        LOG.error("The run in {} cannot be followed and is ended", control.path(), e);
        ending.step(true);
        return unfollowed("supervisor_failed", "The supervisor failed: " + e);
      }
    }
  }

  /** Why the limits that were planned cannot be kept. */
  private Optional<String> refusal(Optional<JobObject> job) {
    if (spec.job().isEmpty()) {
      return Optional.empty();
    }
    if (job.isEmpty()) {
      return Optional.of("Windows made no Job Object for its limits");
    }
    Set<LimitKind> refused = job.get().limit(spec.job().get());
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of("its Job Object does not take the limits " + refused);
  }

  private Map<String, @Nullable Object> follow(FollowedProgram followed, ProcessIdentity identity)
      throws IOException {
    followed.pumps().forEach(pump -> thread("output", pump).start());
    Map<String, Object> started = new LinkedHashMap<>();
    started.put("supervisor", self.toMap());
    started.put("child", identity.toMap());
    started.put("startedMicros", SpoolWriter.micros(followed.startedAt()));
    started.put("subreaper", false);
    control.replace(ControlDirectory.STARTED, started);
    program = followed;
    return followed.follow();
  }

  /** Its console has no window, since the JVM starts programs without one. */
  private Process startProgram() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(spec.command());
    builder.environment().clear();
    builder.environment().putAll(spec.environment());
    builder.directory(spec.workingDirectory().toFile());
    builder.redirectInput(new File("NUL"));
    return builder.start();
  }

  /** The process object holds the number, so this is the right one even when it has ended. */
  private ProcessIdentity identity(Process process) {
    long created =
        WindowsCalls.creationTime(process.pid())
            .orElseGet(() -> proc.stat(process.pid()).map(ProcStat::startTicks).orElse(0L));
    return new ProcessIdentity(process.pid(), created, proc.bootId(), proc.pidNamespace());
  }

  private Map<String, @Nullable Object> unfollowed(String reason, String message) {
    long now = SpoolWriter.micros(clock.instant());
    return Map.of("reason", reason, "message", message, "startedMicros", now, "endedMicros", now);
  }

  /** A disk that is full gets a while: without the record nobody learns how the run ended. */
  private void publish(Map<String, @Nullable Object> exit) {
    long begun = nanoTicker.getAsLong();
    while (true) {
      try {
        control.replace(ControlDirectory.EXIT, exit);
        return;
      } catch (EnergyOpsException e) {
        if (nanoTicker.getAsLong() - begun > RECORD.toNanos()) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private Thread thread(String what, Runnable task) {
    Thread thread = new Thread(task, "energyops-" + what + "-" + control.path());
    thread.setDaemon(true);
    return thread;
  }
}
