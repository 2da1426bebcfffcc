package io.energyops.sandbox;

import io.energyops.run.Enforcement;
import io.energyops.run.LimitKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Composes the backends of this host. Immutable. */
public final class IsolationPlanner {

  private final List<IsolationBackend> backends;

  private IsolationPlanner(List<IsolationBackend> backends) {
    this.backends = List.copyOf(backends);
  }

  /**
   * Plans with no isolation but the supervisor's.
   *
   * @return the planner
   */
  public static IsolationPlanner plain() {
    return of(List.of(new PlainIsolation()));
  }

  /**
   * Plans with these backends.
   *
   * @param backends the innermost first; of two that enforce a limit the first is named for it
   * @return the planner
   */
  public static IsolationPlanner of(List<IsolationBackend> backends) {
    return new IsolationPlanner(backends);
  }

  /**
   * Plans one run.
   *
   * @param options what is asked
   * @return the plan
   * @throws LimitNotEnforceableException when a required limit is enforced by nothing
   */
  public IsolationPlan plan(SandboxOptions options) {
    List<Enforcement> report = new ArrayList<>();
    EnumSet<LimitKind> missing = EnumSet.noneOf(LimitKind.class);
    for (LimitKind limit : LimitKind.values()) {
      Optional<IsolationBackend> backend =
          backends.stream().filter(b -> b.enforceable().contains(limit)).findFirst();
      String requested = LimitText.requested(limit, options);
      report.add(
          backend
              .map(b -> Enforcement.by(limit, requested, b.mechanism(limit)))
              .orElseGet(() -> Enforcement.none(limit, requested, why())));
      if (backend.isEmpty() && options.requirement(limit) == Requirement.REQUIRED) {
        missing.add(limit);
      }
    }
    if (!missing.isEmpty()) {
      throw new LimitNotEnforceableException(
          missing,
          "Nothing was started: "
              + missing
              + " must be enforced, but "
              + why()
              + "; prefer these limits instead of requiring them, or give the host a backend that has them");
    }
    return new IsolationPlan(backends, options, report);
  }

  private String why() {
    return "no backend of this host enforces it (there is: "
        + backends.stream().map(IsolationBackend::name).collect(Collectors.joining(", "))
        + ")";
  }
}
