package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.KillResult.Survivor;
import io.energyops.run.TerminationReason;
import java.util.List;

/**
 * The supervisor ended and left no record. What it had started was swept.
 *
 * @param reason {@code SUPERVISOR_LOST} when the program was running, {@code COULD_NOT_START} when
 *     it never was, {@code NODE_ENDED} when it never was because its node ended before
 * @param message what is known, one sentence
 * @param survivors what the sweep could not end
 */
@Internal
public record SupervisorLost(TerminationReason reason, String message, List<Survivor> survivors)
    implements RunEnd {

  /**
   * Copies the list.
   *
   * @param reason what the loss means for the run
   * @param message what is known, one sentence
   * @param survivors what the sweep could not end
   */
  public SupervisorLost {
    survivors = List.copyOf(survivors);
  }
}
