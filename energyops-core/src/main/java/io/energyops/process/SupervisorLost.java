package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.KillResult.Survivor;
import java.util.List;

/**
 * The supervisor ended and left no record. What it had started was swept.
 *
 * @param programStarted whether the program was started before
 * @param message what is known, one sentence
 * @param survivors what the sweep could not end
 */
@Internal
public record SupervisorLost(boolean programStarted, String message, List<Survivor> survivors)
    implements RunEnd {

  /**
   * Copies the list.
   *
   * @param programStarted whether the program was started before
   * @param message what is known, one sentence
   * @param survivors what the sweep could not end
   */
  public SupervisorLost {
    survivors = List.copyOf(survivors);
  }
}
