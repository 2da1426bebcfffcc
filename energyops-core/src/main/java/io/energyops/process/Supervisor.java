package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Starts programs under supervision and finds them again after a restart of the JVM. On Linux the
 * supervisor is a process of its own, on Windows it is this JVM. Stateless and thread-safe.
 */
@Internal
public final class Supervisor {

  private final SupervisorPlatform platform;

  private Supervisor(SupervisorPlatform platform) {
    this.platform = platform;
  }

  /**
   * Makes a launcher for the operating system of this JVM.
   *
   * @param nanoTicker a monotonic nanosecond source
   * @return the launcher
   */
  public static Supervisor create(LongSupplier nanoTicker) {
    Objects.requireNonNull(nanoTicker, "nanoTicker");
    return new Supervisor(
        Windows.here()
            ? new WindowsSupervisor(nanoTicker, Clock.systemUTC())
            : new LinuxSupervisor(nanoTicker));
  }

  /**
   * Starts a program. Returns as soon as its supervisor runs; whether the program itself could be
   * started is told by {@link SupervisedProcess#started()} or {@link SupervisedProcess#exit()}. The
   * end of the calling thread does not touch it, nor does the end of this JVM where {@link
   * #outlivesOwner()}.
   *
   * @param spec what to run
   * @return the running supervisor
   * @throws EnergyOpsException EXECUTION_NOT_STARTED when the interpreter cannot be run or the
   *     control directory was used before, RUN_DIRECTORY_FAILURE when it cannot be written,
   *     UNSUPPORTED on a platform that is neither Windows nor has {@code /proc}
   */
  public SupervisedProcess launch(LaunchSpec spec) {
    return platform.launch(spec);
  }

  /**
   * Finds a run again. If its supervisor has not begun yet, it is kept from ever beginning.
   *
   * @param controlDirectory the directory with which it was started
   * @return the run, ended or not
   * @throws NotFoundException when no run was started there
   * @throws EnergyOpsException UNSUPPORTED on a platform that is neither Windows nor has {@code
   *     /proc}
   */
  public SupervisedProcess attach(Path controlDirectory) {
    ControlDirectory control = new ControlDirectory(controlDirectory.toAbsolutePath());
    if (!control.has(ControlDirectory.SPEC)) {
      throw new NotFoundException(
          ErrorCode.NOT_FOUND, "No run was started in " + control.path() + ": it has no spec.json");
    }
    return platform.attach(control);
  }

  /**
   * Returns whether runs go on after the end of the JVM that started them, so that the next one can
   * adopt them.
   *
   * @return true on Linux; false on Windows, where they end with it
   */
  public boolean outlivesOwner() {
    return platform.outlivesOwner();
  }
}
