package io.energyops.execution;

import io.energyops.execution.engine.ExecutionEngine;
import java.nio.file.Path;
import java.time.Duration;

/** A third of all requests and a third of all answers get lost; the end is told late. */
class RemoteEngineTest extends EngineBehaviour {

  private final FakeCluster cluster =
      new FakeCluster(Duration.ofMillis(100), Duration.ofMillis(300));

  @Override
  ExecutionEngine open(Path runs) {
    return new FakeRemoteEngine(cluster, 20261125, 33);
  }
}
