package io.energyops.process;

import io.energyops.run.KillResult.Survivor;
import java.util.List;

/** Ends a process and what came from it, step by step. Not thread-safe. */
interface TreeEnding {

  /**
   * Does what is due and looks who is left.
   *
   * @param graceOver whether the time to end by itself is over, where the system knows such a time
   * @return the living, empty when all are gone
   */
  List<Survivor> step(boolean graceOver);

  /** Whether anybody was ended without being asked first. */
  boolean forced();
}
