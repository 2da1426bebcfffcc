package io.energyops.execution.engine;

import java.util.Map;

/**
 * Opens engines of one kind; found by {@link java.util.ServiceLoader}. Has a public constructor
 * without parameters.
 */
public interface ExecutionEngineProvider {

  /**
   * Names the engine, as its capabilities will.
   *
   * @return the name
   */
  String name();

  /**
   * Opens an engine.
   *
   * @param settings what the host set, by name; unknown names are refused
   * @return the engine, which the caller closes
   * @throws io.energyops.error.EnergyOpsException when the settings are wrong
   */
  ExecutionEngine open(Map<String, String> settings);
}
