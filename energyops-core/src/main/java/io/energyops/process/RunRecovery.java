package io.energyops.process;

import io.energyops.annotation.Internal;

/**
 * Settles or follows the runs of this node that nobody follows; given by the part that runs
 * programs.
 */
@Internal
@FunctionalInterface
public interface RunRecovery {

  /**
   * Looks at every run that belongs to this node, is not terminal and has no handle.
   *
   * @return what was done with them
   */
  CleanupReport recover();
}
