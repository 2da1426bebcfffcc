package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.Enforcement;
import io.energyops.run.LimitKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of each limit of a run whether it was hit, by what was seen and by nothing else. */
@Internal
public final class LimitMarks {

  private LimitMarks() {}

  /**
   * Marks the limits that were hit.
   *
   * @param limits as they were planned
   * @param end how the run ended
   * @return the limits, with evidence where they were hit
   */
  public static List<Enforcement> of(List<Enforcement> limits, RunEnd end) {
    return marked(limits, hits(end));
  }

  /**
   * Marks limits.
   *
   * @param limits as they were planned
   * @param hits what shows that a limit was hit, by limit
   * @return the limits, with evidence where they were hit
   */
  public static List<Enforcement> marked(List<Enforcement> limits, Map<LimitKind, String> hits) {
    return limits.stream()
        .map(limit -> hits.containsKey(limit.limit()) ? limit.hit(hits.get(limit.limit())) : limit)
        .toList();
  }

  /**
   * Tells which limits were hit.
   *
   * @param end how the run ended
   * @return the evidence by limit
   */
  public static Map<LimitKind, String> hits(RunEnd end) {
    Map<LimitKind, String> hits = new EnumMap<>(LimitKind.class);
    if (end instanceof ExitRecord exit) {
      for (LimitKind limit : LimitKind.values()) {
        evidence(limit, exit).ifPresent(words -> hits.put(limit, words));
      }
    }
    return hits;
  }

  private static Optional<String> evidence(LimitKind limit, ExitRecord exit) {
    Confined seen = exit.confined();
    return switch (limit) {
      case MEMORY ->
          seen.oomKills() > 0
              ? Optional.of("the kernel ended " + seen.oomKills() + " of its processes (oom_kill)")
              : Optional.empty();
      case PIDS ->
          seen.processesRefused() > 0
              ? Optional.of("the kernel refused " + seen.processesRefused() + " processes (pids)")
              : Optional.empty();
      case CPU -> processor(seen, exit);
      case TIME ->
          caused(exit, ExitRecord.Cause.TIME_LIMIT, "supervisor: its wall time was used up");
      case OUTPUT ->
          caused(
              exit,
              ExitRecord.Cause.OUTPUT_LIMIT,
              "supervisor: it had printed " + exit.outputBytes() + " bytes");
      case DISK -> seen.exceeded().map(text -> "supervisor: " + text);
      default -> Optional.empty();
    };
  }

  private static Optional<String> processor(Confined seen, ExitRecord exit) {
    if (Verdict.processorLimit(exit)) {
      return Optional.of(
          "the kernel ended it after " + exit.cpuTime().toMillis() + " ms (SIGXCPU)");
    }
    return seen.throttledPeriods() > 0
        ? Optional.of(
            "the kernel held it back in "
                + seen.throttledPeriods()
                + " of "
                + seen.periods()
                + " periods")
        : Optional.empty();
  }

  private static Optional<String> caused(ExitRecord exit, ExitRecord.Cause cause, String words) {
    return exit.cause() == cause ? Optional.of(words) : Optional.empty();
  }
}
