package io.energyops.sandbox;

import io.energyops.annotation.Internal;
import java.util.Optional;

/** Runs a trivial program through a chain of backends, to see whether they work together here. */
@Internal
@FunctionalInterface
public interface ChainProbe {

  /**
   * Tries a chain.
   *
   * @param chain the backends
   * @return why the program did not run, empty when it did
   */
  Optional<String> failure(IsolationPlan chain);
}
