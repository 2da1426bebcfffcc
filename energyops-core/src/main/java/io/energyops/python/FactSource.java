package io.energyops.python;

import io.energyops.error.EnergyOpsException;

/** Looks into a source that is fit for inspection. */
interface FactSource {

  InspectionMethod method();

  /**
   * Collects the facts; what goes wrong is a problem within them.
   *
   * @throws EnergyOpsException when interrupted
   */
  ScriptFacts facts(SourceText source);
}
