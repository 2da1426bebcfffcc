package io.energyops.process;

import io.energyops.run.KillResult.Survivor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The processes that come from one process by the parent numbers in the process table. Windows
 * keeps a parent's number in its child when the parent has ended, so the way leads through ended
 * processes that were seen before. Remembers whom it has seen; not thread-safe.
 */
final class DescendantTree {

  private record Seen(long pid, long created) {}

  private static final String CONSOLE = "conhost.exe";

  private final ProcReader proc;
  private final boolean sameBoot;
  private final Set<Seen> seen = new HashSet<>();

  DescendantTree(ProcReader proc, ProcessIdentity root) {
    this.proc = proc;
    this.sameBoot = root.bootId().equals(proc.bootId());
    seen.add(new Seen(root.pid(), root.startTicks()));
  }

  /** The living ones, the oldest first; the root is one of them. */
  List<ProcStat> members() {
    if (!sameBoot) {
      return List.of();
    }
    Map<Long, ProcStat> table = new HashMap<>();
    proc.all().forEach(process -> table.put(process.pid(), process));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (ProcStat process : table.values()) {
        if (!seen.contains(key(process)) && comesFromSeen(process, table)) {
          grew |= seen.add(key(process));
        }
      }
    }
    return table.values().stream()
        .filter(process -> seen.contains(key(process)) && process.living())
        // The console's own process ends with the last program that uses it.
        .filter(process -> !process.name().equalsIgnoreCase(CONSOLE))
        .sorted(Comparator.comparingLong(ProcStat::startTicks).thenComparing(ProcStat::pid))
        .toList();
  }

  /** Adds processes that are known to belong here by other means. */
  void add(List<Long> pids) {
    if (!pids.isEmpty()) {
      proc.all().stream()
          .filter(process -> pids.contains(process.pid()))
          .map(DescendantTree::key)
          .forEach(seen::add);
    }
  }

  /** Ends every member, as far as the system lets it. */
  void killOnce() {
    Map<Seen, ProcessHandle> handles = new HashMap<>();
    members()
        .forEach(
            member ->
                ProcessHandle.of(member.pid())
                    .ifPresent(handle -> handles.put(key(member), handle)));
    if (!handles.isEmpty()) {
      // The handle remembers its own start time, so what is checked now is what it ends.
      proc.all().stream()
          .map(process -> handles.get(key(process)))
          .filter(Objects::nonNull)
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  Survivor survivor(ProcStat process, String reason) {
    return new Survivor(process.pid(), proc.command(process), reason);
  }

  private boolean comesFromSeen(ProcStat process, Map<Long, ProcStat> table) {
    ProcStat holder = table.get(process.parent());
    for (Seen parent : seen) {
      if (parent.pid() == process.parent() && parent.created() <= process.startTicks()) {
        // Who holds the number now may have got it after the parent's end, and be the real parent.
        boolean anotherHolds =
            holder != null
                && holder.startTicks() > parent.created()
                && holder.startTicks() <= process.startTicks();
        if (!anotherHolds) {
          return true;
        }
      }
    }
    return false;
  }

  private static Seen key(ProcStat process) {
    return new Seen(process.pid(), process.startTicks());
  }
}
