package io.energyops.process;

import io.energyops.annotation.Internal;

/**
 * Settles or follows the runs of this node that nobody follows; given by the part that runs
 * programs.
 */
@Internal
@FunctionalInterface
public interface RunRecovery {

  /** The seed's text for a run whose process was gone when its node came back. */
  String GONE = "Process terminated unexpectedly (server restart)";

  /**
   * Looks at every run that belongs to this node, is not terminal and has no handle.
   *
   * @return what was done with them
   */
  CleanupReport recover();
}
