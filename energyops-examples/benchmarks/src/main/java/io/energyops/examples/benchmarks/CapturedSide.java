package io.energyops.examples.benchmarks;

import io.energyops.execution.Execution;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.util.List;

/** Runs a script that prints a million lines, until the last of them can be read. */
final class CapturedSide implements Side {

  static final int LINES = 1_000_000;

  /** Forty bytes a line, so that a million stay under the default limit of output. */
  static final String SCRIPT =
      """
      import sys
      for number in range(1, int(sys.argv[1]) + 1):
          print(f'block {number % 96 + 1}: cleared 408.5 MW, step {number}')
      """;

  private final EngineForRun engine;
  private final Script script;
  private final int count;

  CapturedSide(EngineForRun engine, Size size) {
    this.engine = engine;
    this.count = size.of(LINES);
    this.script = engine.ops().scripts().upload(ScriptUpload.of("lines.py", SCRIPT));
  }

  @Override
  public void prepare() {
    // Every round is an execution of its own.
  }

  @Override
  public Measured measure() throws Exception {
    long began = System.nanoTime();
    Execution run =
        engine
            .ops()
            .executions()
            .run(RunRequest.of(script.ref()).withArgs(List.of(String.valueOf(count))));
    engine.awaitCompleted(run);
    LogEntry last = engine.ops().executionLogs().tail(run.id(), 1).get(0);
    long nanos = System.nanoTime() - began;
    return Measured.rate(count, nanos, last.lineNumber() + " lines to " + last.message());
  }

  @Override
  public void close() {
    engine.close();
  }
}
