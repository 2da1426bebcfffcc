package io.energyops.execution;

import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.process.Supervisor;
import java.nio.file.Path;
import java.time.Clock;

class LocalEngineTest extends EngineBehaviour {

  @Override
  ExecutionEngine open(Path runs) {
    return new LocalEngine(
        Supervisor.create(System::nanoTime), new RunFolders(runs), "here", Clock.systemUTC());
  }
}
