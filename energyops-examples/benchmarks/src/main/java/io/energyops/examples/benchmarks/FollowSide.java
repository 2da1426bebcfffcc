package io.energyops.examples.benchmarks;

import io.energyops.execution.Execution;
import io.energyops.log.LogLevel;
import io.energyops.log.LogSubscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Follows a script that prints the time: from the print to the subscriber. */
final class FollowSide implements Side {

  private static final int LINES = 5000;
  private static final double MIB = 1 << 20;

  private final EngineForRun engine;
  private final ClockScript script;
  private final int count;

  FollowSide(EngineForRun engine, Size size) {
    this.engine = engine;
    this.count = size.of(LINES);
    this.script = new ClockScript(engine.ops(), count);
  }

  @Override
  public void prepare() {
    // Every round is an execution of its own.
  }

  @Override
  public Measured measure() throws Exception {
    List<Long> micros = Collections.synchronizedList(new ArrayList<>(count));
    Execution run = script.run();
    try (LogSubscription log =
        engine
            .ops()
            .executionLogs()
            .follow(
                run.id(),
                1,
                line -> {
                  if (line.level() == LogLevel.STDOUT) {
                    micros.add(ClockScript.microsSincePrinted(line, Instant.now()));
                  }
                })) {
      log.completion().get(5, TimeUnit.MINUTES);
    }
    engine.awaitCompleted(run);
    System.gc();
    double held = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    List<Long> sorted = micros.stream().sorted().toList();
    return new Measured(Map.of(), sorted.size() + " lines")
        .with("p50", ClockScript.percentile(sorted, 50))
        .with("p95", ClockScript.percentile(sorted, 95))
        .with("p99", ClockScript.percentile(sorted, 99))
        .with("heap held", held / MIB);
  }

  @Override
  public void close() {
    engine.close();
  }
}
