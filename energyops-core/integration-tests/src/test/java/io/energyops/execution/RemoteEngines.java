package io.energyops.execution;

import io.energyops.execution.engine.ExecutionEngine;
import java.time.Duration;

/** Gives the fake cluster to tests of other packages. */
public final class RemoteEngines {

  private final FakeCluster cluster =
      new FakeCluster(Duration.ofMillis(50), Duration.ofMillis(150));
  private final FakeRemoteEngine engine;

  public RemoteEngines(long seed, int lossPercent) {
    this.engine = new FakeRemoteEngine(cluster, seed, lossPercent);
  }

  public ExecutionEngine engine() {
    return engine;
  }

  public String name() {
    return FakeRemoteEngine.NAME;
  }

  public void silent(boolean value) {
    engine.silent(value);
  }

  public void submitTwice() {
    engine.submitTwice();
  }

  public int lost() {
    return engine.lost();
  }

  public int jobs() {
    return cluster.jobs();
  }
}
