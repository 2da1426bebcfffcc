package io.energyops.script;

import io.energyops.annotation.Internal;
import io.energyops.run.ExecutionId;
import java.time.Duration;

/** Ends the runs of a script that is deleted. */
@Internal
@FunctionalInterface
public interface RunningScripts {

  /**
   * Ends a run and waits for its terminal state.
   *
   * @param id the run
   * @param limit how long to wait
   * @return true when it has ended by then
   */
  boolean stop(ExecutionId id, Duration limit);
}
