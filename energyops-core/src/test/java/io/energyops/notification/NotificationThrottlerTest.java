package io.energyops.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationThrottlerTest {

  private static final ExecutionId RUN = ExecutionId.of("exec-1");

  private final FakeTicker ticker = new FakeTicker();
  private final NotificationThrottler throttler =
      NotificationThrottler.create(ThrottleSettings.defaults(), ticker);

  private int offer(ExecutionId id, int times, String message) {
    int allowed = 0;
    for (int i = 0; i < times; i++) {
      allowed += throttler.shouldCreateNotification(id, message) ? 1 : 0;
    }
    return allowed;
  }

  @Nested
  class A_window {

    @Test
    void lets_five_through_even_when_one_error_is_repeated() {
      assertEquals(5, offer(RUN, 1_000, "Error: same"));
    }

    @Test
    void slides_instead_of_beginning_anew() {
      assertEquals(1, offer(RUN, 1, "Error: a"));
      ticker.advance(Duration.ofSeconds(30));
      assertEquals(4, offer(RUN, 10, "Error: a"));
      ticker.advance(Duration.ofSeconds(30));
      assertEquals(1, offer(RUN, 10, "Error: a"));
      ticker.advance(Duration.ofSeconds(30));
      assertEquals(4, offer(RUN, 10, "Error: a"));
    }

    @Test
    void does_not_count_exec_1_with_exec_10() {
      offer(ExecutionId.of("exec-10"), 100, "Error: a");
      assertEquals(5, offer(RUN, 5, "Error: a"));
      assertTrue(throttler.shouldCreateNotification("exec-11", "Error: a"));
    }

    @Test
    void holds_back_new_kinds_of_error_too() {
      offer(RUN, 5, "Error: a");
      assertEquals(0, offer(RUN, 1, "Error: neverSeen"));
    }
  }

  @Nested
  class A_digest {

    @Test
    void case_T_07_tells_what_was_held_back_once_with_counts_samples_and_the_time_between() {
      offer(RUN, 5, "Error: first");
      offer(RUN, 400, "Error: timeout of the solver");
      ticker.advance(Duration.ofSeconds(37));
      offer(RUN, 100, "strange exception");

      Digest digest = throttler.drainDigest(RUN).orElseThrow();

      assertEquals(500, digest.heldBack());
      assertEquals(Duration.ofSeconds(37), digest.span());
      assertEquals(
          List.of(
              new Digest.Entry("timeout", 400, "Error: timeout of the solver"),
              new Digest.Entry("generic", 100, "strange exception")),
          digest.entries());
      assertEquals("500 more in 37 s: timeout 400, generic 100", digest.summary());
      assertEquals(Optional.empty(), throttler.drainDigest(RUN));
    }

    @Test
    void keeps_sixteen_kinds_apart_and_counts_the_rest_together() {
      offer(RUN, 5, "Error: a");
      for (int i = 0; i < 20; i++) {
        offer(RUN, 2, "Error: kind" + i);
      }
      Digest digest = throttler.drainDigest(RUN).orElseThrow();
      assertEquals(16, digest.entries().size());
      assertEquals(8, digest.others());
      assertEquals(40, digest.heldBack());
      assertTrue(digest.summary().length() <= 200);
    }

    @Test
    void case_T_07_is_due_when_a_window_has_passed_since_the_first_held_back() {
      offer(RUN, 6, "Error: a");
      ticker.advance(Duration.ofSeconds(59));
      assertEquals(List.of(), throttler.dueDigests());
      ExecutionId later = ExecutionId.of("later");
      offer(later, 6, "Error: a");
      ticker.advance(Duration.ofSeconds(1));
      assertEquals(List.of(RUN), throttler.dueDigests());
      throttler.drainDigest(RUN);
      assertEquals(List.of(), throttler.dueDigests());
    }

    @Test
    void of_a_forgotten_execution_is_not_lost() {
      offer(RUN, 8, "Error: a");
      throttler.forget(RUN);
      throttler.forget(RUN);
      assertEquals(Optional.empty(), throttler.drainDigest(RUN));
      assertEquals(3, throttler.drainUnclaimed().orElseThrow().heldBack());
      assertEquals(Optional.empty(), throttler.drainUnclaimed());
    }

    @Test
    void of_several_forgotten_executions_is_one_with_every_count() {
      for (int execution = 0; execution < 3; execution++) {
        ExecutionId id = ExecutionId.of("e" + execution);
        offer(id, 5, "Error: a");
        for (int kind = 0; kind < 12; kind++) {
          offer(id, 3, "Error: kind" + (execution * 12 + kind));
        }
        throttler.forget(id);
        ticker.advance(Duration.ofSeconds(10));
      }
      Digest digest = throttler.drainUnclaimed().orElseThrow();
      assertEquals(108, digest.heldBack());
      assertEquals(16, digest.entries().size());
      assertEquals(60, digest.others());
      assertEquals(Duration.ofSeconds(20), digest.span());
    }
  }

  @Nested
  class The_cap {

    @Test
    void case_T_03_holds_for_a_million_executions() {
      NotificationThrottler small =
          NotificationThrottler.create(
              ThrottleSettings.builder().maxExecutions(1_000).build(), ticker);
      for (int i = 0; i < 1_000_000; i++) {
        small.shouldCreateNotification(ExecutionId.of("e" + i), "Error: a");
      }
      assertEquals(1_000, small.stats().executions());
      assertEquals(1_000_000, small.stats().allowed());
    }

    @Test
    void case_T_03_evicts_the_execution_silent_for_longest_and_keeps_its_count() {
      NotificationThrottler small =
          NotificationThrottler.create(ThrottleSettings.builder().maxExecutions(2).build(), ticker);
      ExecutionId a = ExecutionId.of("a");
      ExecutionId b = ExecutionId.of("b");
      for (int i = 0; i < 7; i++) {
        small.shouldCreateNotification(a, "Error: a");
        small.shouldCreateNotification(b, "Error: b");
      }
      small.shouldCreateNotification(a, "Error: a");

      small.shouldCreateNotification(ExecutionId.of("c"), "Error: c");

      assertEquals(3, small.drainDigest(a).orElseThrow().heldBack());
      assertEquals(Optional.empty(), small.drainDigest(b));
      assertEquals(2, small.drainUnclaimed().orElseThrow().heldBack());
      assertFalse(small.shouldCreateNotification(a, "Error: a"));
      assertTrue(small.shouldCreateNotification(b, "Error: b"));
    }
  }

  @Test
  void case_T_04_64_threads_get_five_between_them() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(64);
    try {
      Callable<Integer> offers = () -> offer(RUN, 200, "Error: a");
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        all.add(offers);
      }
      int allowed = 0;
      for (Future<Integer> part : pool.invokeAll(all)) {
        allowed += part.get();
      }
      assertEquals(5, allowed);
      assertEquals(64 * 200 - 5, throttler.drainDigest(RUN).orElseThrow().heldBack());
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "P2D"})
  void case_T_07_a_window_below_a_second_or_above_a_day_is_refused(String window) {
    ThrottleSettings.Builder builder = ThrottleSettings.builder().window(Duration.parse(window));
    assertThrows(InvalidArgumentException.class, builder::build);
  }

  @Test
  void a_cap_of_nothing_is_refused() {
    ThrottleSettings.Builder none = ThrottleSettings.builder().maxPerWindow(0);
    assertThrows(InvalidArgumentException.class, none::build);
    ThrottleSettings.Builder nobody = ThrottleSettings.builder().maxExecutions(0);
    assertThrows(InvalidArgumentException.class, nobody::build);
  }
}
