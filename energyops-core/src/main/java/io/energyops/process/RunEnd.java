package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.KillResult.Survivor;
import java.util.List;

/** How a supervised program ended, as far as it is known. */
@Internal
public sealed interface RunEnd permits ExitRecord, SupervisorLost {

  /**
   * Returns the processes that could not be ended.
   *
   * @return what is left, usually empty
   */
  List<Survivor> survivors();
}
