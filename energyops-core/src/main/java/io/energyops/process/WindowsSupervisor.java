package io.energyops.process;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;

/** This JVM watches its runs by threads of its own; Windows ends them when it ends. */
final class WindowsSupervisor implements SupervisorPlatform {

  private final LongSupplier nanoTicker;
  private final Clock clock;

  WindowsSupervisor(LongSupplier nanoTicker, Clock clock) {
    this.nanoTicker = nanoTicker;
    this.clock = clock;
  }

  @Override
  public SupervisedProcess launch(LaunchSpec spec) {
    WindowsProcesses proc = WindowsProcesses.system();
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid(), proc).orElseThrow();
    ControlDirectory control = ControlDirectory.begin(spec);
    if (!control.claim(self)) {
      throw new EnergyOpsException(
          ErrorCode.EXECUTION_NOT_STARTED,
          "The run in " + control.path() + " was given up before it began; start it anew");
    }
    WindowsRun run = new WindowsRun(control, spec, self, proc, nanoTicker, clock);
    run.start();
    return new ControlledProcess(control, run, proc, nanoTicker);
  }

  @Override
  public SupervisedProcess attach(ControlDirectory control) {
    WindowsProcesses proc = WindowsProcesses.system();
    Optional<ProcessIdentity> owner = control.revoke() ? Optional.empty() : control.claimant();
    SupervisorHandle handle = SupervisorHandle.watched(proc, owner);
    return new AbandonedRun(
        handle, new ControlledProcess(control, handle, proc, nanoTicker), proc, nanoTicker);
  }

  @Override
  public boolean outlivesOwner() {
    return false;
  }
}
