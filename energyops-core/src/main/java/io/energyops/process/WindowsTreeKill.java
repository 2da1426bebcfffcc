package io.energyops.process;

import io.energyops.run.KillResult.Survivor;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Windows knows no request to end, so this is always force: by the job that holds the processes; or
 * else by {@code taskkill /F /T}, by a job that is made for this, and one by one.
 */
final class WindowsTreeKill implements TreeEnding {

  private static final Logger LOG = LoggerFactory.getLogger(WindowsTreeKill.class);
  private static final Duration TASKKILL = Duration.ofSeconds(2);

  private final ProcReader proc;
  private final ProcessIdentity root;
  private final HeldTree held;
  private final LongSupplier nanoTicker;
  private @Nullable Process taskkill;
  private boolean tried;
  private long triedNanos;

  WindowsTreeKill(ProcReader proc, ProcessIdentity root, HeldTree held, LongSupplier nanoTicker) {
    this.proc = proc;
    this.root = root;
    this.held = held;
    this.nanoTicker = nanoTicker;
  }

  /** Ends a process that nothing holds. */
  static WindowsTreeKill of(ProcessIdentity root, ProcReader proc, LongSupplier nanoTicker) {
    return new WindowsTreeKill(
        proc, root, new HeldTree(new DescendantTree(proc, root), null), nanoTicker);
  }

  @Override
  public List<Survivor> step(boolean graceOver) {
    List<Survivor> living = held.living();
    JobObject job = held.job();
    if (job != null) {
      job.terminate();
      held.tree().killOnce();
    } else if (!living.isEmpty() && taskkillIsDone()) {
      killByJob();
      held.tree().killOnce();
    }
    return living.isEmpty() ? living : held.living();
  }

  @Override
  public boolean forced() {
    return true;
  }

  private boolean taskkillIsDone() {
    if (!tried) {
      tried = true;
      triedNanos = nanoTicker.getAsLong();
      taskkill = startTaskkill();
    }
    return taskkill == null
        || !taskkill.isAlive()
        || nanoTicker.getAsLong() - triedNanos > TASKKILL.toNanos();
  }

  private @Nullable Process startTaskkill() {
    if (root.presence(proc) != ProcessIdentity.Presence.ALIVE) {
      return null;
    }
    Path program =
        Path.of(Objects.requireNonNullElse(System.getenv("SystemRoot"), "C:\\Windows"))
            .resolve("System32")
            .resolve("taskkill.exe");
    ProcessBuilder command =
        new ProcessBuilder(program.toString(), "/F", "/T", "/PID", Long.toString(root.pid()));
    command.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    try {
      return command.start();
    } catch (IOException e) {
      LOG.debug("{} cannot be run; other ways are tried", program, e);
      return null;
    }
  }

  /** All at once, so that none has the time to start another. */
  private void killByJob() {
    JobObject.create()
        .ifPresent(
            made -> {
              try (made) {
                held.tree().members().forEach(member -> made.assign(identity(member)));
                made.terminate();
              }
            });
  }

  private ProcessIdentity identity(ProcStat process) {
    return new ProcessIdentity(
        process.pid(), process.startTicks(), root.bootId(), root.pidNamespace());
  }
}
