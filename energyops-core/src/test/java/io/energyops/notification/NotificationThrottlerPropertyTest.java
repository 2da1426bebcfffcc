package io.energyops.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.run.ExecutionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class NotificationThrottlerPropertyTest {

  /** One call: what it does, for which execution, with which kind of error, after which pause. */
  record Step(int action, int execution, int kind, int pauseSeconds) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(40, 0), Tuple.of(2, 1), Tuple.of(1, 2), Tuple.of(1, 3)),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 25),
            Arbitraries.frequency(Tuple.of(9, 0), Tuple.of(2, 20), Tuple.of(1, 39)))
        .as(Step::new)
        .list()
        .ofMaxSize(300);
  }

  private static long count(Optional<Digest> digest) {
    digest.ifPresent(
        d ->
            assertEquals(
                d.heldBack(),
                d.others() + d.entries().stream().mapToLong(Digest.Entry::count).sum()));
    return digest.map(Digest::heldBack).orElse(0L);
  }

  @Property(tries = 300)
  void what_is_offered_is_allowed_or_digested(@ForAll("steps") List<Step> steps) {
    FakeTicker ticker = new FakeTicker();
    NotificationThrottler throttler =
        NotificationThrottler.create(ThrottleSettings.builder().maxExecutions(3).build(), ticker);
    long offered = 0;
    long allowed = 0;
    long digested = 0;
    for (Step step : steps) {
      ticker.advance(Duration.ofSeconds(step.pauseSeconds()));
      ExecutionId id = ExecutionId.of("e" + step.execution());
      switch (step.action()) {
        case 0 -> {
          offered++;
          allowed += throttler.shouldCreateNotification(id, "Error: k" + step.kind()) ? 1 : 0;
        }
        case 1 -> digested += count(throttler.drainDigest(id));
        case 2 -> throttler.forget(id);
        default -> digested += count(throttler.drainUnclaimed());
      }
      ThrottleStats stats = throttler.stats();
      assertEquals(offered, stats.offered());
      assertEquals(allowed, stats.allowed());
      assertEquals(digested, stats.drained());
      assertTrue(stats.executions() <= 3);
    }
    for (int i = 0; i < 5; i++) {
      digested += count(throttler.drainDigest(ExecutionId.of("e" + i)));
    }
    digested += count(throttler.drainUnclaimed());
    assertEquals(offered, allowed + digested);
    assertEquals(0, throttler.stats().pending());
  }

  @Property(tries = 300)
  void no_sixty_seconds_hold_more_than_five(@ForAll("steps") List<Step> steps) {
    FakeTicker ticker = new FakeTicker();
    NotificationThrottler throttler =
        NotificationThrottler.create(ThrottleSettings.defaults(), ticker);
    Map<Integer, List<Long>> allowedAt = new HashMap<>();
    long second = 0;
    for (Step step : steps) {
      ticker.advance(Duration.ofSeconds(step.pauseSeconds()));
      second += step.pauseSeconds();
      List<Long> times = allowedAt.computeIfAbsent(step.execution(), key -> new ArrayList<>());
      boolean allows = throttler.shouldCreateNotification("e" + step.execution(), "Error: x");
      long from = second - 60;
      boolean mayAllow = times.stream().filter(time -> time > from).count() < 5;
      assertEquals(mayAllow, allows);
      if (allows) {
        times.add(second);
      }
    }
  }
}
