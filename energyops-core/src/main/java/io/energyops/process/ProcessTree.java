package io.energyops.process;

import io.energyops.run.FoundBy;
import io.energyops.run.KillResult.Survivor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a run whose supervisor is gone, found by every link that may be left. Each call
 * reads the process table; what one call has learned helps the next. Not thread-safe.
 */
final class ProcessTree {

  static final String COOKIE = "ENERGYOPS_RUN";
  private static final int CHASES = 50;

  /** A living process of the run. */
  record Member(ProcStat process, FoundBy foundBy) {}

  private final ProcReader proc;
  private final String cookie;
  private final @Nullable ProcessIdentity program;
  private final Map<Long, Long> known;
  private final boolean numberIsFresh;
  private final RunGroups groups;
  private final Set<Long> sessions = new HashSet<>();

  /** Numbers that were seen as ended or as somebody else's, so that a chase can pass them over. */
  private final Set<Long> others = new HashSet<>();

  private final Signalled signalled;
  private boolean settled = true;

  ProcessTree(ProcReader proc, String token, @Nullable ProcessIdentity program) {
    this(proc, token, program, Map.of(), true, RunGroups.NONE);
  }

  /**
   * Begins with what the supervisor had published.
   *
   * @param known start ticks by process id, of this boot and this pid namespace
   * @param numberIsFresh whether the supervisor lived a moment ago, so that the program's number
   *     cannot have been given to others yet
   * @param groups the control groups of the run
   */
  ProcessTree(
      ProcReader proc,
      String token,
      @Nullable ProcessIdentity program,
      Map<Long, Long> known,
      boolean numberIsFresh,
      RunGroups groups) {
    this.proc = proc;
    this.cookie = COOKIE + "=" + token;
    this.program = program;
    this.known = new HashMap<>(known);
    this.numberIsFresh = numberIsFresh;
    this.groups = groups;
    this.signalled = new Signalled(proc);
  }

  /** The living members, the oldest first. */
  List<Member> members() {
    if (isElsewhere()) {
      return List.of();
    }
    Map<Long, ProcStat> table = candidates();
    Map<Long, FoundBy> links = new HashMap<>();
    table.values().forEach(one -> ownLink(one).ifPresent(by -> links.put(one.pid(), by)));
    Set<Long> grouped = groups.members();
    grouped.retainAll(table.keySet());
    grouped.forEach(pid -> links.put(pid, FoundBy.CGROUP));
    boolean groupIsOurs = groupIsOurs(table, links.keySet());
    for (ProcStat one : table.values()) {
      if (grouped.contains(one.pid())) {
        continue;
      }
      if (groupIsOurs && program != null && one.group() == program.pid()) {
        links.put(one.pid(), FoundBy.GROUP);
      } else if ((groupIsOurs && program != null && one.session() == program.pid())
          || sessions.contains(one.session())) {
        links.put(one.pid(), FoundBy.SESSION);
      }
    }
    List<Member> found = new ArrayList<>();
    for (ProcStat one : table.values()) {
      FoundBy by = links.get(one.pid());
      boolean byParent =
          by != FoundBy.CGROUP
              && by != FoundBy.GROUP
              && by != FoundBy.SESSION
              && descends(one, table, links);
      if (by != null || byParent) {
        found.add(new Member(one, byParent || by == null ? FoundBy.DESCENT : by));
      }
    }
    found.sort(
        Comparator.comparingLong((Member m) -> m.process().startTicks())
            .thenComparingLong(m -> m.process().pid()));
    remember(found, links);
    passOver(table, found);
    return found;
  }

  /** Whether the last look missed none: no process that was new to it had ended meanwhile. */
  boolean settled() {
    return settled;
  }

  /** Sends KILL to every member and tells which could not be signalled. */
  List<Survivor> killOnce() {
    List<Survivor> refused = new ArrayList<>();
    signalled.beginPass();
    members().forEach(member -> kill(member, refused));
    int chases = 0;
    while (chases < CHASES && !isElsewhere() && chase(refused)) {
      chases++;
    }
    return refused;
  }

  Signalled signalled() {
    return signalled;
  }

  private boolean isElsewhere() {
    return program != null
        && (!program.bootId().equals(proc.bootId())
            || program.pidNamespace() != proc.pidNamespace());
  }

  /**
   * Ends what can be told by one look at it, at once: a process that starts another and ends is
   * gone by the time at which the whole table has been read.
   */
  private boolean chase(List<Survivor> refused) {
    boolean found = false;
    long self = ProcessHandle.current().pid();
    for (long pid : proc.pids()) {
      if (pid == self || others.contains(pid)) {
        continue;
      }
      boolean named = proc.hasEnvironmentEntry(pid, cookie);
      Optional<ProcStat> one = proc.stat(pid).filter(now -> now.living() && younger(now));
      boolean within = one.isPresent() && sessions.contains(one.get().session());
      if (within || (named && one.isPresent())) {
        kill(new Member(one.get(), within ? FoundBy.SESSION : FoundBy.COOKIE), refused);
        found = true;
      }
    }
    return found;
  }

  private void kill(Member member, List<Survivor> refused) {
    ProcStat process = member.process();
    Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
    // The handle remembers its own start time, so what is checked here is what it signals.
    boolean same =
        proc.stat(process.pid())
            .filter(now -> now.startTicks() == process.startTicks())
            .isPresent();
    if (handle.isPresent() && same) {
      signalled.add(process, member.foundBy());
      // One that has ended since cannot be signalled either, and is no survivor.
      if (!handle.get().destroyForcibly() && handle.get().isAlive()) {
        refused.add(survivor(process, "the system refused the signal"));
      }
    }
  }

  List<Survivor> survivors() {
    return members().stream().map(m -> survivor(m.process(), "it did not end after KILL")).toList();
  }

  private Survivor survivor(ProcStat process, String reason) {
    return new Survivor(process.pid(), proc.command(process), reason);
  }

  private Map<Long, ProcStat> candidates() {
    long self = ProcessHandle.current().pid();
    settled = true;
    Map<Long, ProcStat> table = new LinkedHashMap<>();
    for (long pid : proc.pids()) {
      Optional<ProcStat> one = pid == self ? Optional.empty() : proc.stat(pid);
      if (one.isEmpty()) {
        settled &= pid == self || others.contains(pid);
      } else if (one.get().living() && younger(one.get())) {
        table.put(pid, one.get());
      } else {
        settled &= one.get().living() || others.contains(pid);
        others.add(pid);
      }
    }
    return table;
  }

  private boolean younger(ProcStat one) {
    return program == null || one.startTicks() >= program.startTicks();
  }

  /** What was no member while it was looked at need not be looked at again. */
  private void passOver(Map<Long, ProcStat> table, List<Member> found) {
    Set<Long> members = new HashSet<>();
    found.forEach(member -> members.add(member.process().pid()));
    for (long pid : table.keySet()) {
      if (!members.contains(pid) && !others.contains(pid)) {
        boolean still = proc.stat(pid).filter(ProcStat::living).isPresent();
        settled &= still;
        if (still) {
          others.add(pid);
        }
      }
    }
  }

  private Optional<FoundBy> ownLink(ProcStat one) {
    if (proc.hasEnvironmentEntry(one.pid(), cookie)) {
      return Optional.of(FoundBy.COOKIE);
    }
    Long ticks = known.get(one.pid());
    return ticks != null && ticks == one.startTicks()
        ? Optional.of(FoundBy.REMEMBERED)
        : Optional.empty();
  }

  /**
   * Once a group is empty its number may name another group, whose leader is younger or gone as
   * well. A number is never given anew while one process is left in the group or session.
   */
  private boolean groupIsOurs(Map<Long, ProcStat> table, Set<Long> surelyOurs) {
    if (program == null) {
      return false;
    }
    long number = program.pid();
    Optional<ProcStat> leader = proc.stat(number);
    if (leader.isPresent()) {
      return leader.get().startTicks() == program.startTicks();
    }
    return numberIsFresh
        || table.values().stream()
            .filter(one -> surelyOurs.contains(one.pid()))
            .anyMatch(one -> one.group() == number || one.session() == number);
  }

  private static boolean descends(
      ProcStat process, Map<Long, ProcStat> table, Map<Long, FoundBy> links) {
    ProcStat parent = table.get(process.parent());
    for (int steps = 0; parent != null && steps < table.size(); steps++) {
      if (links.containsKey(parent.pid())) {
        return true;
      }
      parent = table.get(parent.parent());
    }
    return false;
  }

  /** What is born between look and signal shares the session of a parent that is gone by then. */
  private void remember(List<Member> found, Map<Long, FoundBy> links) {
    for (Member member : found) {
      known.put(member.process().pid(), member.process().startTicks());
      FoundBy by = links.get(member.process().pid());
      // A cookie alone may have been copied into a session that is not the run's.
      if (by != null && by != FoundBy.COOKIE) {
        sessions.add(member.process().session());
      }
    }
  }
}
