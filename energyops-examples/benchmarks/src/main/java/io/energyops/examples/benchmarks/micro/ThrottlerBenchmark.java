package io.energyops.examples.benchmarks.micro;

import io.energyops.notification.NotificationThrottler;
import io.energyops.notification.ThrottleSettings;
import io.energyops.run.ExecutionId;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A thousand executions that fail in turns, most lines held back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ThrottlerBenchmark {

  private static final int EXECUTIONS = 1000;

  private final NotificationThrottler throttler =
      NotificationThrottler.create(ThrottleSettings.defaults(), System::nanoTime);
  private final ExecutionId[] ids =
      IntStream.range(0, EXECUTIONS)
          .mapToObj(i -> ExecutionId.of("execution-" + i))
          .toArray(ExecutionId[]::new);
  private int next;

  /** Creates the state; JMH does. */
  public ThrottlerBenchmark() {}

  /**
   * Decides about one line.
   *
   * @return the decision
   */
  @Benchmark
  public boolean shouldCreateNotification() {
    next = (next + 1) % EXECUTIONS;
    return throttler.shouldCreateNotification(
        ids[next], "SolverError: block 17 is infeasible, bounds 120.5 to 95.0");
  }
}
