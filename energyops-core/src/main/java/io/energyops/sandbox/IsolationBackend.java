package io.energyops.sandbox;

import io.energyops.annotation.Experimental;
import io.energyops.run.LimitKind;
import java.util.List;
import java.util.Set;

/**
 * One way to hold a program within limits. An instance is thread-safe and says what it can enforce
 * on this very host, found by trying and not by the presence of a program.
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
   * Returns what this backend enforces here.
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
   * Puts the backend's own command around a program.
   *
   * @param request the program and its limits
   * @return the command to run instead
   */
  List<String> wrap(IsolationRequest request);
}
