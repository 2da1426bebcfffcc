package io.energyops.sandbox;

import io.energyops.annotation.Experimental;
import io.energyops.run.LimitKind;
import java.util.Optional;
import java.util.Set;

/**
 * One way to hold a program within limits. An instance is thread-safe. Whether it works on this
 * very host is found by running a program through it, not by the presence of a tool.
 */
@Experimental
public interface IsolationBackend {

  /**
   * Returns the backend's name.
   *
   * @return a short name, for example {@code bubblewrap}
   */
  String name();

  /**
   * Returns what this backend enforces where it works.
   *
   * @return the limits, possibly none
   */
  Set<LimitKind> enforceable();

  /**
   * Returns what enforces one of these limits, for the report.
   *
   * @param limit one of {@link #enforceable()}
   * @return the mechanism, by default the backend's name
   */
  default String mechanism(LimitKind limit) {
    return name();
  }

  /**
   * Returns how far this backend holds a limit that it does not enforce as it was asked.
   *
   * @param limit any limit
   * @return for example that memory is held for each process by itself; empty when not at all
   */
  default Optional<String> inPart(LimitKind limit) {
    return Optional.empty();
  }

  /**
   * Looks for what would keep this backend from working, without running anything.
   *
   * @return what is missing and what to do about it; empty when it is worth a try
   */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /**
   * Adds what this backend does to the confinement of one program.
   *
   * @param request the program and its limits
   * @param confinement what the backends before this one have set up
   */
  void confine(IsolationRequest request, Confinement.Builder confinement);
}
