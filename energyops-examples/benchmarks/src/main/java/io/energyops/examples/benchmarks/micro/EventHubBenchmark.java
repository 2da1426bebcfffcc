package io.energyops.examples.benchmarks.micro;

import io.energyops.event.Event;
import io.energyops.event.EventHub;
import io.energyops.event.HubSettings;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Publishing faster than anybody can read, so that queues are full and the newest replaces what
 * waits: the dearest case of an event that no subscriber may lose its connection over.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventHubBenchmark {

  /** How many listen. */
  @Param({"1", "10"})
  public int subscribers;

  private final Event event =
      Event.of("kpi:update", Map.of("scheduledMw", 1250.5, "clearedMw", 1190.25, "block", 17));
  private final LongAdder delivered = new LongAdder();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final EventHub hub =
      EventHub.create(HubSettings.defaults(), executor, System::nanoTime, () -> "benchmark");

  /** Creates the state; JMH does. */
  public EventHubBenchmark() {}

  /** Lets the subscribers in. */
  @Setup
  public void subscribe() {
    for (int i = 0; i < subscribers; i++) {
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), event -> delivered.increment());
    }
  }

  /** Publishes one event. */
  @Benchmark
  public void publishTo() {
    hub.publish(Topic.DASHBOARD, event);
  }

  /** Ends everything; a hub that delivered nothing was not measured. */
  @TearDown
  public void end() {
    hub.close();
    executor.shutdownNow();
    if (delivered.sum() == 0) {
      throw new IllegalStateException("No event came through");
    }
  }
}
