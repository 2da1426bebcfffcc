package io.energyops.execution;

import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.ExecutionEngineProvider;
import java.time.Duration;
import java.util.Map;

/** The fake cluster as a plugin. */
public final class InstalledEngineProvider implements ExecutionEngineProvider {

  @Override
  public String name() {
    return FakeRemoteEngine.NAME;
  }

  @Override
  public ExecutionEngine open(Map<String, String> settings) {
    FakeCluster cluster = new FakeCluster(Duration.ZERO, Duration.ZERO);
    return new FakeRemoteEngine(cluster, 1, Integer.parseInt(settings.get("lossPercent")));
  }
}
