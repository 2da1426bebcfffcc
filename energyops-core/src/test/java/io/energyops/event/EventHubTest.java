package io.energyops.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.ConflictException;
import io.energyops.error.InvalidArgumentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventHubTest {

  private static final Topic OTHER = Topic.of("other");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
  private final ManualExecutor executor = new ManualExecutor();
  private final RecordingSink sink = new RecordingSink();

  private EventHub hub(HubSettings settings) {
    return EventHub.create(settings, executor, nanos::get, () -> "e1");
  }

  private EventHub hub() {
    return hub(HubSettings.defaults());
  }

  private static Event event(String type, int n) {
    return Event.of(type, Map.of("n", n));
  }

  private static void publish(EventHub hub, String type, int from, int to) {
    for (int n = from; n <= to; n++) {
      hub.publish(Topic.DASHBOARD, event(type, n));
    }
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (DeliveredEvent delivered : sink.taken) {
      numbers.add(Integer.parseInt(delivered.event().data().get("n").toString()));
    }
    return numbers;
  }

  @Nested
  class A_live_subscriber {

    @Test
    void gets_the_events_of_its_topic_in_order_from_now_on() {
      EventHub hub = hub();
      publish(hub, "notification:new", 1, 1);
      Subscription subscription = hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      assertEquals(new EventId("e1", 1), subscription.lastId());

      hub.publish(OTHER, event("notification:new", 99));
      publish(hub, "notification:new", 2, 200);
      executor.runAll();

      assertEquals(199, sink.taken.size());
      assertEquals(2, numbers().get(0));
      assertEquals(numbers().stream().sorted().toList(), numbers());
      assertEquals(new EventId("e1", 201), subscription.lastId());
      assertEquals(sink.taken.get(198).id(), subscription.lastId());
    }

    @Test
    void that_closes_gets_nothing_more_and_leaves_the_map() {
      EventHub hub = hub();
      Subscription subscription = hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      publish(hub, "notification:new", 1, 1);
      subscription.close();
      subscription.close();
      publish(hub, "notification:new", 2, 2);
      executor.runAll();
      assertEquals(List.of(), sink.taken);
      assertTrue(subscription.closed());
      assertEquals(SubscriptionEnd.CLOSED, subscription.completion().join());
      assertEquals(0, hub.stats().subscriptions());
      assertEquals(0, hub.stats().topics());
    }

    @Test
    void that_closes_while_it_takes_an_event_gets_no_other() {
      EventHub hub = hub();
      List<Subscription> own = new ArrayList<>();
      own.add(
          hub.subscribe(
              Topic.DASHBOARD,
              SubscriptionOptions.live(),
              delivered -> {
                sink.accept(delivered);
                own.get(0).close();
              }));
      publish(hub, "notification:new", 1, 3);
      executor.runAll();
      assertEquals(1, sink.taken.size());
    }

    @Test
    void that_throws_is_detached_and_disturbs_nobody() {
      EventHub hub = hub();
      List<DeliveredEvent> seen = new ArrayList<>();
      Subscription broken =
          hub.subscribe(
              Topic.DASHBOARD,
              SubscriptionOptions.live(),
              delivered -> {
                seen.add(delivered);
                throw new AssertionError("the page is gone");
              });
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);

      publish(hub, "notification:new", 1, 3);
      executor.runAll();

      assertEquals(1, seen.size());
      assertEquals(new EventId("e1", 0), broken.lastId());
      assertEquals(SubscriptionEnd.SINK_FAILED, broken.completion().join());
      assertEquals(3, sink.taken.size());
      assertEquals(1, hub.stats().subscriptions());
    }

    @Test
    void may_publish_from_its_sink() {
      EventHub hub = hub();
      hub.subscribe(
          Topic.DASHBOARD,
          SubscriptionOptions.live(),
          delivered -> {
            sink.accept(delivered);
            if (sink.taken.size() < 5) {
              hub.publish(Topic.DASHBOARD, event("notification:new", sink.taken.size()));
            }
          });
      publish(hub, "notification:new", 0, 0);
      executor.runAll();
      assertEquals(List.of(0, 1, 2, 3, 4), numbers());
    }
  }

  @Nested
  class A_subscriber_that_comes_back {

    @Test
    void gets_exactly_what_it_missed_and_then_what_is_new() {
      EventHub hub = hub();
      publish(hub, "notification:new", 1, 600);
      Subscription subscription =
          hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since("e1:100"), sink);
      assertEquals(new EventId("e1", 100), subscription.lastId());
      publish(hub, "notification:new", 601, 700);
      executor.runAll();
      assertEquals(600, sink.taken.size());
      assertEquals(101, numbers().get(0));
      assertEquals(700, numbers().get(599));
      assertEquals(numbers().stream().distinct().sorted().toList(), numbers());
    }

    @Test
    void that_missed_nothing_gets_nothing() {
      EventHub hub = hub();
      publish(hub, "notification:new", 1, 5);
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since(new EventId("e1", 5)), sink);
      executor.runAll();
      assertEquals(List.of(), sink.taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"e1:6=future", "e0:3=epoch", "3=malformed", "e1:-1=malformed"})
    void with_an_id_that_the_hub_never_gave_is_told_to_resync(String idAndReason) {
      String[] parts = idAndReason.split("=", 2);
      EventHub hub = hub();
      publish(hub, "notification:new", 1, 5);
      Subscription subscription =
          hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since(parts[0]), sink);
      EventId beforeResync = subscription.lastId();
      publish(hub, "notification:new", 6, 6);
      executor.runAll();

      assertEquals(List.of("resync", "notification:new"), sink.types());
      assertEquals("{\"reason\":\"" + parts[1] + "\"}", sink.payloads().get(0));
      assertEquals(new EventId("e1", 5), sink.taken.get(0).id());

      sink.taken.clear();
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since(beforeResync), sink);
      executor.runAll();
      assertEquals(List.of("resync"), sink.types());
    }

    @Test
    void is_told_to_resync_when_the_ring_has_turned() {
      EventHub hub = hub();
      publish(hub, "notification:new", 1, 1_001);
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since("e1:0"), sink);
      executor.runAll();
      assertEquals(List.of("{\"reason\":\"expired\"}"), sink.payloads());

      sink.taken.clear();
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since("e1:1"), sink);
      executor.runAll();
      assertEquals(1_000, sink.taken.size());
    }

    @Test
    void is_told_to_resync_when_its_events_are_too_old() {
      EventHub hub = hub();
      publish(hub, "notification:new", 1, 2);
      nanos.addAndGet(Duration.ofMinutes(5).toNanos());
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since("e1:1"), sink);
      executor.runAll();
      assertEquals(List.of(2), numbers());

      sink.taken.clear();
      nanos.incrementAndGet();
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since("e1:1"), sink);
      executor.runAll();
      assertEquals(List.of("resync"), sink.types());
      assertEquals(0, hub.stats().retainedEvents());
      assertEquals(0, hub.stats().retainedBytes());
    }

    @Test
    void is_told_to_resync_when_its_events_took_too_much_room() {
      EventHub hub = hub(HubSettings.builder().replayBytes(4_096).build());
      Event large = Event.of("notification:new", Map.of("text", "x".repeat(2_000)));
      for (int i = 0; i < 3; i++) {
        hub.publish(Topic.DASHBOARD, large);
      }
      assertTrue(hub.stats().retainedBytes() <= 4_096);
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since("e1:0"), sink);
      executor.runAll();
      assertEquals(List.of("resync"), sink.types());
    }

    @Test
    void is_not_harmed_by_a_loud_neighbour_but_all_topics_share_one_bound() {
      EventHub hub = hub(HubSettings.builder().replayTotalBytes(200_000).build());
      publish(hub, "notification:new", 1, 1);
      for (int i = 0; i < 1_200; i++) {
        hub.publish(OTHER, event("script:log", i));
      }
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since("e1:0"), sink);
      executor.runAll();
      assertEquals(List.of(1), numbers());

      for (int i = 0; i < 5_000; i++) {
        hub.publish(Topic.of("t" + i), event("script:log", i));
      }
      assertTrue(hub.stats().retainedBytes() <= 200_000);
      sink.taken.clear();
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since("e1:0"), sink);
      executor.runAll();
      assertEquals(List.of("resync"), sink.types());
    }
  }

  @Nested
  class A_subscriber_that_falls_behind {

    @Test
    void gets_the_newest_kpi_and_health_and_all_that_matters() {
      EventHub hub = hub();
      Subscription subscription = hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      for (int n = 1; n <= 2_000; n++) {
        hub.publish(Topic.DASHBOARD, event("kpi:update", n));
        hub.publish(Topic.DASHBOARD, event("system-health:update", n));
        if (n % 100 == 0) {
          hub.publish(Topic.DASHBOARD, event("notification:new", n));
        }
      }
      executor.runAll();

      assertFalse(subscription.closed());
      assertTrue(sink.taken.size() <= 256);
      List<Integer> notifications =
          sink.taken.stream()
              .filter(delivered -> delivered.event().type().equals("notification:new"))
              .map(delivered -> Integer.parseInt(delivered.event().data().get("n").toString()))
              .toList();
      assertEquals(20, notifications.size());
      assertEquals(2_000, notifications.get(19));
      assertEquals("notification:new", sink.types().get(sink.taken.size() - 1));
      List<Long> sequences = sink.taken.stream().map(d -> d.id().sequence()).toList();
      assertEquals(sequences.stream().distinct().sorted().toList(), sequences);
      assertTrue(sink.payloads().contains("{\"n\":2000}"));
    }

    @Test
    void gets_all_log_lines_in_order_some_of_them_together() {
      EventHub hub = hub();
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      publish(hub, "script:log", 1, 3_000);
      executor.runAll();

      assertTrue(sink.taken.size() <= 256);
      List<Integer> lines = new ArrayList<>();
      for (DeliveredEvent delivered : sink.taken) {
        Map<String, ?> data = delivered.event().data();
        if (data.get("merged") instanceof List<?> merged) {
          merged.forEach(
              part -> lines.add(Integer.parseInt(((Map<?, ?>) part).get("n").toString())));
        } else {
          lines.add(Integer.parseInt(String.valueOf(data.get("n"))));
        }
      }
      assertEquals(3_000, lines.size());
      assertEquals(lines.stream().distinct().sorted().toList(), lines);
      assertEquals(3_000, sink.taken.get(sink.taken.size() - 1).id().sequence());
    }

    @Test
    void is_closed_when_events_that_matter_find_no_room() {
      EventHub hub = hub();
      Subscription subscription = hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      publish(hub, "dmo:data-uploaded", 1, 256);
      assertFalse(subscription.closed());
      publish(hub, "dmo:data-uploaded", 257, 257);
      assertTrue(subscription.closed());
      executor.runAll();
      assertEquals(SubscriptionEnd.OVERFLOWED, subscription.completion().join());
      assertEquals(List.of(), sink.taken);
      assertEquals(1, hub.stats().overflowed());
      assertEquals(0, hub.stats().subscriptions());

      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.since(subscription.lastId()), sink);
      executor.runAll();
      assertEquals(257, sink.taken.size());
    }

    @Test
    void is_closed_when_its_queue_has_too_many_bytes() {
      EventHub hub = hub();
      Subscription subscription = hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      Event large = Event.of("script:log", Map.of("text", "x".repeat(300_000)));
      for (int i = 0; i < 3; i++) {
        hub.publish(Topic.DASHBOARD, large);
      }
      assertFalse(subscription.closed());
      hub.publish(Topic.DASHBOARD, large);
      assertTrue(subscription.closed());
    }

    @Test
    void still_gets_one_event_of_any_size() {
      EventHub hub = hub(HubSettings.builder().queueBytes(1_024).build());
      hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      hub.publish(Topic.DASHBOARD, Event.of("notification:new", Map.of("text", "x".repeat(9_000))));
      executor.runAll();
      assertEquals(1, sink.taken.size());
    }
  }

  @Nested
  class The_hub {

    @Test
    void survives_an_executor_that_refuses() {
      Executor refusing =
          task -> {
            throw new RejectedExecutionException("full");
          };
      EventHub hub = EventHub.create(HubSettings.defaults(), refusing, nanos::get, () -> "e1");
      Subscription subscription = hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      publish(hub, "notification:new", 1, 2);
      assertEquals(SubscriptionEnd.EXECUTOR_REFUSED, subscription.completion().join());
      assertEquals(0, hub.stats().subscriptions());
    }

    @Test
    void ends_all_subscriptions_when_it_closes() {
      EventHub hub = hub();
      Subscription subscription = hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      hub.close();
      hub.close();
      publish(hub, "notification:new", 1, 1);
      executor.runAll();
      assertEquals(SubscriptionEnd.HUB_CLOSED, subscription.completion().join());
      assertEquals(List.of(), sink.taken);
      assertEquals(0, hub.stats().subscriptions());
      assertThrows(
          ConflictException.class,
          () -> hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink));
    }

    @Test
    void does_not_let_a_cancelled_future_end_anything() {
      EventHub hub = hub();
      Subscription subscription = hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      subscription.completion().cancel(true);
      publish(hub, "notification:new", 1, 1);
      executor.runAll();
      assertEquals(1, sink.taken.size());
      subscription.close();
      executor.runAll();
      assertEquals(SubscriptionEnd.CLOSED, subscription.completion().join());
    }

    @Test
    void refuses_an_epoch_that_no_id_can_hold() {
      assertThrows(
          InvalidArgumentException.class,
          () -> EventHub.create(HubSettings.defaults(), executor, nanos::get, () -> "a:b"));
    }
  }
}
