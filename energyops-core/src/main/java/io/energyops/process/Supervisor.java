package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Starts programs under a supervisor of their own and finds them again after a restart of the JVM.
 * Linux only. Stateless and thread-safe.
 */
@Internal
public final class Supervisor {

  private final LongSupplier nanoTicker;

  private Supervisor(LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
  }

  /**
   * Makes a launcher.
   *
   * @param nanoTicker a monotonic nanosecond source
   * @return the launcher
   */
  public static Supervisor create(LongSupplier nanoTicker) {
    return new Supervisor(Objects.requireNonNull(nanoTicker, "nanoTicker"));
  }

  /**
   * Starts a program. Returns as soon as its supervisor is a process; whether the program itself
   * could be started is told by {@link SupervisedProcess#started()} or {@link
   * SupervisedProcess#exit()}. The end of this JVM or of the calling thread does not touch it.
   *
   * @param spec what to run
   * @return the running supervisor
   * @throws EnergyOpsException EXECUTION_NOT_STARTED when the interpreter cannot be run or the
   *     control directory was used before, RUN_DIRECTORY_FAILURE when it cannot be written,
   *     UNSUPPORTED on a platform without {@code /proc}
   */
  public SupervisedProcess launch(LaunchSpec spec) {
    ProcReader proc = ProcFs.system();
    ControlDirectory control = new ControlDirectory(spec.controlDirectory());
    control.create();
    if (!control.writeNew(ControlDirectory.SPEC, spec.toMap())) {
      throw new EnergyOpsException(
          ErrorCode.EXECUTION_NOT_STARTED,
          "A run was started in "
              + control.path()
              + " before; give each run a directory of its own");
    }
    control.replace(ControlDirectory.LEASE, Map.of());
    Path program = control.copyProgram();
    Process process = start(spec, control, program);
    return new ControlledProcess(control, SupervisorHandle.child(process), proc, nanoTicker);
  }

  /**
   * Finds a run again. If its supervisor has not begun yet, it is kept from ever beginning.
   *
   * @param controlDirectory the directory with which it was started
   * @return the run, ended or not
   * @throws NotFoundException when no run was started there
   * @throws EnergyOpsException UNSUPPORTED on a platform without {@code /proc}
   */
  public SupervisedProcess attach(Path controlDirectory) {
    ProcReader proc = ProcFs.system();
    ControlDirectory control = new ControlDirectory(controlDirectory.toAbsolutePath());
    if (!control.has(ControlDirectory.SPEC)) {
      throw new NotFoundException(
          ErrorCode.NOT_FOUND, "No run was started in " + control.path() + ": it has no spec.json");
    }
    // Whoever makes the claim first wins, so no supervisor that is still starting can run later.
    Optional<ProcessIdentity> supervisor = Optional.empty();
    if (!control.revoke()) {
      supervisor =
          control
              .read(ControlDirectory.CLAIM)
              .flatMap(claim -> ProcessIdentity.fromMap(claim.values()));
    }
    SupervisorHandle handle = SupervisorHandle.adopted(proc, supervisor);
    return new ControlledProcess(control, handle, proc, nanoTicker);
  }

  private static Process start(LaunchSpec spec, ControlDirectory control, Path program) {
    ProcessBuilder builder =
        new ProcessBuilder(
            spec.interpreter().toString(),
            "-X",
            "utf8",
            "-I",
            "-S",
            program.toString(),
            control.path().toString());
    // Neither variables nor pipes of the JVM: the one would be seen in /proc, the other break.
    builder.environment().clear();
    builder.directory(control.path().toFile());
    File log = control.file(ControlDirectory.LOG).toFile();
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(Redirect.appendTo(log));
    builder.redirectError(Redirect.appendTo(log));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.EXECUTION_NOT_STARTED,
          "Could not run the Python interpreter "
              + spec.interpreter()
              + " for the supervisor: check that it exists and may be executed",
          e);
    }
  }
}
