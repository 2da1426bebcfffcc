package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.FoundBy;
import io.energyops.run.KillResult.Ended;
import io.energyops.run.KillResult.Survivor;
import io.energyops.run.TerminationReason;
import java.util.List;
import java.util.Map;

/**
 * The supervisor ended and left no record. What it had started was swept.
 *
 * @param reason {@code SUPERVISOR_LOST} when the program was or may have been running, {@code
 *     COULD_NOT_START} when it never was, {@code NODE_ENDED} when it never was because its node
 *     ended before
 * @param message what is known, one sentence
 * @param survivors what the sweep could not end
 * @param ended what the sweep ended, the first 20
 * @param endedBy how many it ended by the link that led to them
 */
@Internal
public record SupervisorLost(
    TerminationReason reason,
    String message,
    List<Survivor> survivors,
    List<Ended> ended,
    Map<FoundBy, Integer> endedBy)
    implements RunEnd {

  /**
   * Copies the collections.
   *
   * @param reason what the loss means for the run
   * @param message what is known, one sentence
   * @param survivors what the sweep could not end
   * @param ended what the sweep ended, the first 20
   * @param endedBy how many it ended by the link that led to them
   */
  public SupervisorLost {
    survivors = List.copyOf(survivors);
    ended = List.copyOf(ended);
    endedBy = Map.copyOf(endedBy);
  }
}
