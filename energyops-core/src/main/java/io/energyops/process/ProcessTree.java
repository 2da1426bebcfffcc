package io.energyops.process;

import io.energyops.run.KillResult.Survivor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a run whose supervisor is gone: found by the cookie in their environment, by the
 * program's process group and by its session. Stateless; every call reads the process table.
 */
final class ProcessTree {

  static final String COOKIE = "ENERGYOPS_RUN";

  private final ProcReader proc;
  private final String cookie;
  private final @Nullable ProcessIdentity program;

  ProcessTree(ProcReader proc, String token, @Nullable ProcessIdentity program) {
    this.proc = proc;
    this.cookie = COOKIE + "=" + token;
    this.program = program;
  }

  List<ProcStat> members() {
    if (program != null
        && (!program.bootId().equals(proc.bootId())
            || program.pidNamespace() != proc.pidNamespace())) {
      return List.of();
    }
    long self = ProcessHandle.current().pid();
    List<ProcStat> found = new ArrayList<>();
    boolean groupIsOurs = groupIsOurs();
    for (ProcStat process : proc.all()) {
      if (process.pid() != self
          && process.living()
          && notOlderThanProgram(process)
          && ((groupIsOurs && inGroup(process))
              || proc.hasEnvironmentEntry(process.pid(), cookie))) {
        found.add(process);
      }
    }
    found.sort(Comparator.comparingLong(ProcStat::startTicks).thenComparingLong(ProcStat::pid));
    return found;
  }

  /** Sends KILL to every member and tells which could not be signalled. */
  List<Survivor> killOnce() {
    List<Survivor> refused = new ArrayList<>();
    for (ProcStat member : members()) {
      Optional<ProcessHandle> handle = ProcessHandle.of(member.pid());
      // The handle remembers its own start time, so what is checked here is what it signals.
      boolean same =
          proc.stat(member.pid()).filter(s -> s.startTicks() == member.startTicks()).isPresent();
      if (handle.isPresent() && same && !handle.get().destroyForcibly()) {
        refused.add(survivor(member, "the system refused the signal"));
      }
    }
    return refused;
  }

  List<Survivor> survivors() {
    return members().stream().map(m -> survivor(m, "it did not end after KILL")).toList();
  }

  private Survivor survivor(ProcStat process, String reason) {
    return new Survivor(process.pid(), proc.command(process), reason);
  }

  /** Once the group is empty its number may name another group, led by a younger process. */
  private boolean groupIsOurs() {
    return program != null
        && proc.stat(program.pid())
            .map(leader -> leader.startTicks() == program.startTicks())
            .orElse(true);
  }

  private boolean inGroup(ProcStat process) {
    return program != null
        && (process.group() == program.pid() || process.session() == program.pid());
  }

  private boolean notOlderThanProgram(ProcStat process) {
    return program == null || process.startTicks() >= program.startTicks();
  }
}
