package io.energyops.process;

import io.energyops.run.LimitKind;
import io.energyops.sandbox.Confinement;
import io.energyops.sandbox.Confinement.JobLimits;
import io.energyops.sandbox.IsolationBackend;
import io.energyops.sandbox.IsolationRequest;
import io.energyops.sandbox.SandboxOptions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Limits of the Job Object that holds a run on Windows. Which of them Windows takes is found by
 * setting them on a job without members. Immutable.
 */
final class JobLimitsOfWindows implements IsolationBackend {

  /** A console program brings its console's host along. */
  private static final int OWN_PROCESSES = 1;

  private final Set<LimitKind> held;

  private JobLimitsOfWindows(Set<LimitKind> held) {
    this.held = Set.copyOf(held);
  }

  static JobLimitsOfWindows tried() {
    Optional<JobObject> made = JobObject.create();
    if (made.isEmpty()) {
      return new JobLimitsOfWindows(Set.of());
    }
    try (JobObject job = made.get()) {
      Set<LimitKind> held =
          EnumSet.of(LimitKind.MEMORY, LimitKind.CPU, LimitKind.PIDS, LimitKind.TREE_KILL);
      held.removeAll(job.limit(limits(SandboxOptions.defaults(), held)));
      return new JobLimitsOfWindows(held);
    }
  }

  @Override
  public String name() {
    return "job object";
  }

  @Override
  public Set<LimitKind> enforceable() {
    return held;
  }

  @Override
  public String mechanism(LimitKind limit) {
    return limit == LimitKind.TREE_KILL
        ? "Job Object"
        : "Job Object (taken by Windows; never tried on a real one)";
  }

  @Override
  public void confine(IsolationRequest request, Confinement.Builder confinement) {
    if (!held.isEmpty()) {
      confinement.job(limits(request.options(), held));
    }
  }

  private static JobLimits limits(SandboxOptions options, Set<LimitKind> wanted) {
    int processes = Math.addExact(options.maxProcesses().value(), OWN_PROCESSES);
    return new JobLimits(
        wanted.contains(LimitKind.MEMORY) ? options.memoryBytes().value() : 0,
        wanted.contains(LimitKind.CPU) ? options.cpuPercent().value() : 0,
        wanted.contains(LimitKind.PIDS) ? processes : 0);
  }
}
