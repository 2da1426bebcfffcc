package io.energyops.process;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A supervisor process for each run, which outlives the JVM. */
final class LinuxSupervisor implements SupervisorPlatform {

  private final LongSupplier nanoTicker;

  LinuxSupervisor(LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
  }

  @Override
  public SupervisedProcess launch(LaunchSpec spec) {
    ProcReader proc = ProcFs.system();
    ControlDirectory control = ControlDirectory.begin(spec);
    Path program = control.copyProgram();
    Process process = start(spec, control, program);
    return new ControlledProcess(control, SupervisorHandle.child(process), proc, nanoTicker);
  }

  @Override
  public SupervisedProcess attach(ControlDirectory control) {
    ProcReader proc = ProcFs.system();
    // Whoever makes the claim first wins, so no supervisor that is still starting can run later.
    Optional<ProcessIdentity> supervisor = control.revoke() ? Optional.empty() : control.claimant();
    SupervisorHandle handle = SupervisorHandle.adopted(proc, supervisor);
    return new ControlledProcess(control, handle, proc, nanoTicker);
  }

  @Override
  public boolean outlivesOwner() {
    return true;
  }

  private static Process start(LaunchSpec spec, ControlDirectory control, Path program) {
    List<String> command = new ArrayList<>(spec.launcher());
    command.add(spec.interpreter().toString());
    command.addAll(List.of("-X", "utf8", "-I", "-S"));
    command.addAll(List.of(program.toString(), control.path().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
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
          "Could not run "
              + command.get(0)
              + " for the supervisor: check that it exists and may be executed",
          e);
    }
  }
}
