package io.energyops.process;

import io.energyops.run.FoundBy;
import io.energyops.run.KillResult.Ended;
import io.energyops.run.KillResult.Survivor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The processes that a sweep has sent KILL to. Not thread-safe. */
final class Signalled {

  private static final int LISTED = 20;

  private record Key(long pid, long startTicks) {}

  private final ProcReader proc;
  private final Map<Key, Ended> all = new LinkedHashMap<>();
  private List<Survivor> latest = new ArrayList<>();

  Signalled(ProcReader proc) {
    this.proc = proc;
  }

  void beginPass() {
    latest = new ArrayList<>();
  }

  void add(ProcStat process, FoundBy foundBy) {
    Key key = new Key(process.pid(), process.startTicks());
    boolean listed = all.size() < LISTED || latest.size() < LISTED;
    String command = listed ? proc.command(process) : "";
    all.putIfAbsent(key, new Ended(key.pid(), command, foundBy, true));
    if (latest.size() < LISTED) {
      latest.add(
          new Survivor(key.pid(), command, "it was ended, but others that it started may live"));
    }
  }

  /** The first of the latest pass: when the time is over, what they were still starting lives. */
  List<Survivor> latest() {
    return latest;
  }

  /** What is gone, the first 20. */
  List<Ended> ended(List<Survivor> survivors) {
    return gone(survivors).stream().limit(LISTED).toList();
  }

  /** What is gone, counted. */
  Map<FoundBy, Integer> endedBy(List<Survivor> survivors) {
    Map<FoundBy, Integer> counts = new EnumMap<>(FoundBy.class);
    gone(survivors).forEach(one -> counts.merge(one.foundBy(), 1, Integer::sum));
    return counts;
  }

  private List<Ended> gone(List<Survivor> survivors) {
    Set<Long> left = new HashSet<>();
    survivors.forEach(survivor -> left.add(survivor.pid()));
    return all.values().stream().filter(one -> !left.contains(one.pid())).toList();
  }
}
