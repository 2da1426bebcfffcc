package io.energyops.execution;

import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.ExecutionEngineProvider;
import java.util.Map;

/** A plugin that cannot be made, and must not keep the others from being found. */
public final class BrokenEngineProvider implements ExecutionEngineProvider {

  public BrokenEngineProvider() {
    throw new IllegalStateException("a library of the plugin is missing");
  }

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public ExecutionEngine open(Map<String, String> settings) {
    throw new IllegalStateException("never opened");
  }
}
