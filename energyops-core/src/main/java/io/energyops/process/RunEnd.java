package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.FoundBy;
import io.energyops.run.KillResult.Ended;
import io.energyops.run.KillResult.Survivor;
import java.util.List;
import java.util.Map;

/** How a supervised program ended, as far as it is known. */
@Internal
public sealed interface RunEnd permits ExitRecord, SupervisorLost {

  /**
   * Returns the processes that could not be ended.
   *
   * @return what is left, usually empty
   */
  List<Survivor> survivors();

  /**
   * Returns the processes that got a signal and are gone.
   *
   * @return the first 20 of them
   */
  List<Ended> ended();

  /**
   * Returns how many processes got a signal and are gone, by the link that led to them.
   *
   * @return counts above zero, of all of them
   */
  Map<FoundBy, Integer> endedBy();
}
