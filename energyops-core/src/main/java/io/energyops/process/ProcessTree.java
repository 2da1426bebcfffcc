package io.energyops.process;

import io.energyops.run.FoundBy;
import io.energyops.run.KillResult.Ended;
import io.energyops.run.KillResult.Survivor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
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
  private static final int LISTED = 20;

  /** A living process of the run. */
  record Member(ProcStat process, FoundBy foundBy) {}

  private record Key(long pid, long startTicks) {}

  private final ProcReader proc;
  private final String cookie;
  private final @Nullable ProcessIdentity program;
  private final Map<Long, Long> known;
  private final boolean numberIsFresh;
  private final Set<Long> sessions = new HashSet<>();
  private final Map<Key, Ended> ended = new LinkedHashMap<>();

  ProcessTree(ProcReader proc, String token, @Nullable ProcessIdentity program) {
    this(proc, token, program, Map.of(), true);
  }

  /**
   * Begins with what the supervisor had published.
   *
   * @param known start ticks by process id, of this boot and this pid namespace
   * @param numberIsFresh whether the supervisor lived a moment ago, so that the program's number
   *     cannot have been given to others yet
   */
  ProcessTree(
      ProcReader proc,
      String token,
      @Nullable ProcessIdentity program,
      Map<Long, Long> known,
      boolean numberIsFresh) {
    this.proc = proc;
    this.cookie = COOKIE + "=" + token;
    this.program = program;
    this.known = new HashMap<>(known);
    this.numberIsFresh = numberIsFresh;
  }

  /** The living members, the oldest first. */
  List<Member> members() {
    if (program != null
        && (!program.bootId().equals(proc.bootId())
            || program.pidNamespace() != proc.pidNamespace())) {
      return List.of();
    }
    Map<Long, ProcStat> table = candidates();
    Map<Long, FoundBy> links = new HashMap<>();
    table.values().forEach(one -> ownLink(one).ifPresent(by -> links.put(one.pid(), by)));
    boolean groupIsOurs = groupIsOurs(table, links.keySet());
    for (ProcStat one : table.values()) {
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
          by != FoundBy.GROUP && by != FoundBy.SESSION && descends(one, table, links);
      if (by != null || byParent) {
        found.add(new Member(one, byParent || by == null ? FoundBy.DESCENT : by));
      }
    }
    found.sort(
        Comparator.comparingLong((Member m) -> m.process().startTicks())
            .thenComparingLong(m -> m.process().pid()));
    remember(found, links);
    return found;
  }

  /** Sends KILL to every member and tells which could not be signalled. */
  List<Survivor> killOnce() {
    List<Survivor> refused = new ArrayList<>();
    for (Member member : members()) {
      ProcStat process = member.process();
      Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
      // The handle remembers its own start time, so what is checked here is what it signals.
      boolean same =
          proc.stat(process.pid())
              .filter(now -> now.startTicks() == process.startTicks())
              .isPresent();
      if (handle.isPresent() && same) {
        note(member);
        if (!handle.get().destroyForcibly()) {
          refused.add(survivor(process, "the system refused the signal"));
        }
      }
    }
    return refused;
  }

  List<Survivor> survivors() {
    return members().stream().map(m -> survivor(m.process(), "it did not end after KILL")).toList();
  }

  /** What got a signal and is gone, the first 20. */
  List<Ended> ended(List<Survivor> survivors) {
    return gone(survivors).stream().limit(LISTED).toList();
  }

  /** What got a signal and is gone, counted. */
  Map<FoundBy, Integer> endedBy(List<Survivor> survivors) {
    Map<FoundBy, Integer> counts = new EnumMap<>(FoundBy.class);
    gone(survivors).forEach(one -> counts.merge(one.foundBy(), 1, Integer::sum));
    return counts;
  }

  private List<Ended> gone(List<Survivor> survivors) {
    Set<Long> left = new HashSet<>();
    survivors.forEach(survivor -> left.add(survivor.pid()));
    return ended.values().stream().filter(one -> !left.contains(one.pid())).toList();
  }

  private void note(Member member) {
    ProcStat process = member.process();
    ended.computeIfAbsent(
        new Key(process.pid(), process.startTicks()),
        key ->
            new Ended(
                key.pid(),
                ended.size() < LISTED ? proc.command(process) : "",
                member.foundBy(),
                true));
  }

  private Survivor survivor(ProcStat process, String reason) {
    return new Survivor(process.pid(), proc.command(process), reason);
  }

  private Map<Long, ProcStat> candidates() {
    long self = ProcessHandle.current().pid();
    Map<Long, ProcStat> table = new LinkedHashMap<>();
    for (ProcStat one : proc.all()) {
      boolean younger = program == null || one.startTicks() >= program.startTicks();
      if (one.pid() != self && one.living() && younger) {
        table.put(one.pid(), one);
      }
    }
    return table;
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
