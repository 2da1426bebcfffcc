package io.energyops.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventHubStressTest {

  private static final int SOURCES = 8;
  private static final int EVENTS = 5_000;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final ExecutorService publishers = Executors.newFixedThreadPool(SOURCES);

  @AfterEach
  void stop() {
    publishers.shutdownNow();
    executor.shutdownNow();
  }

  private static final class OrderedSink implements EventSink {

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<Integer, Integer> lastOfSource = new HashMap<>();
    private long lastSequence;
    private volatile String fault = "";

    @Override
    public void accept(DeliveredEvent delivered) {
      if (inside.incrementAndGet() != 1) {
        fault = "two at a time";
      }
      if (delivered.id().sequence() <= lastSequence) {
        fault = "out of order: " + delivered.id();
      }
      lastSequence = delivered.id().sequence();
      Map<String, ?> data = delivered.event().data();
      List<?> parts = data.get("merged") instanceof List<?> merged ? merged : List.of(data);
      for (Object part : parts) {
        take((Map<?, ?>) part);
      }
      inside.decrementAndGet();
    }

    private void take(Map<?, ?> part) {
      int source = ((BigDecimal) part.get("source")).intValueExact();
      int n = ((BigDecimal) part.get("n")).intValueExact();
      if (lastOfSource.merge(source, n, (before, now) -> now == before + 1 ? now : -1) == -1) {
        fault = "source " + source + " jumped to " + n;
      }
      taken.incrementAndGet();
    }
  }

  @Test
  void each_source_keeps_its_order_for_every_subscriber_under_concurrent_publishers()
      throws Exception {
    try (EventHub hub =
        EventHub.create(
            HubSettings.builder().queueBytes(1 << 26).build(),
            executor,
            System::nanoTime,
            () -> "e1")) {
      List<OrderedSink> sinks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        OrderedSink sink = new OrderedSink();
        sinks.add(sink);
        hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), sink);
      }
      List<Callable<Void>> sources = new ArrayList<>();
      for (int s = 0; s < SOURCES; s++) {
        int source = s;
        sources.add(
            () -> {
              for (int n = 1; n <= EVENTS; n++) {
                hub.publish(
                    Topic.DASHBOARD, Event.of("script:log", Map.of("source", source, "n", n)));
              }
              return null;
            });
      }
      for (Future<Void> done : publishers.invokeAll(sources)) {
        done.get();
      }
      for (OrderedSink sink : sinks) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> sink.taken.get() == SOURCES * EVENTS || !sink.fault.isEmpty());
        assertEquals("", sink.fault);
      }
    }
  }

  @Test
  void case_E_07_a_stalled_tab_is_closed_in_bounded_memory_and_the_others_see_everything()
      throws Exception {
    CountDownLatch unblock = new CountDownLatch(1);
    try (EventHub hub =
        EventHub.create(HubSettings.defaults(), executor, System::nanoTime, () -> "e1")) {
      Subscription stalled =
          hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), delivered -> unblock.await());
      AtomicInteger taken = new AtomicInteger();
      Subscription healthy =
          hub.subscribe(
              Topic.DASHBOARD, SubscriptionOptions.live(), delivered -> taken.incrementAndGet());

      for (int n = 1; n <= 100_000; n++) {
        hub.publish(Topic.DASHBOARD, Event.of("dmo:data-uploaded", Map.of("n", n)));
        if (n % 100 == 0) {
          int published = n;
          await()
              .pollInterval(Duration.ofMillis(1))
              .atMost(Duration.ofSeconds(10))
              .until(() -> taken.get() == published);
        }
      }

      assertEquals(SubscriptionEnd.OVERFLOWED, stalled.completion().get(10, TimeUnit.SECONDS));
      assertTrue(stalled.closed());
      assertFalse(healthy.closed());
      assertEquals(100_000, taken.get());
      assertEquals(1, hub.stats().subscriptions());
      assertEquals(1_000, hub.stats().retainedEvents());

      List<String> first = new ArrayList<>();
      CountDownLatch told = new CountDownLatch(1);
      hub.subscribe(
          Topic.DASHBOARD,
          SubscriptionOptions.since(stalled.lastId()),
          delivered -> {
            first.add(delivered.event().type());
            told.countDown();
          });
      assertTrue(told.await(10, TimeUnit.SECONDS));
      assertEquals(List.of("resync"), first);
    } finally {
      unblock.countDown();
    }
  }

  @Test
  void a_subscriber_that_reconnects_again_and_again_misses_nothing_and_sees_nothing_twice()
      throws Exception {
    try (EventHub hub =
        EventHub.create(
            HubSettings.builder()
                .replayEvents(100_000)
                .replayBytes(1 << 26)
                .replayTotalBytes(1 << 26)
                .build(),
            executor,
            System::nanoTime,
            () -> "e1")) {
      Future<?> publishing =
          publishers.submit(
              () -> {
                for (int n = 1; n <= 20_000; n++) {
                  hub.publish(Topic.DASHBOARD, Event.of("notification:new", Map.of("n", n)));
                }
              });
      List<Long> seen = new ArrayList<>();
      EventId last = new EventId("e1", 0);
      while (seen.size() < 20_000) {
        Queue<Long> part = new ConcurrentLinkedQueue<>();
        AtomicInteger size = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(1);
        Subscription subscription =
            hub.subscribe(
                Topic.DASHBOARD,
                SubscriptionOptions.since(last),
                delivered -> {
                  assertEquals("notification:new", delivered.event().type());
                  part.add(delivered.id().sequence());
                  if (size.incrementAndGet() == 700 || delivered.id().sequence() == 20_000) {
                    enough.countDown();
                  }
                });
        CompletableFuture<Void> ended = subscription.completion().thenRun(enough::countDown);
        assertTrue(enough.await(10, TimeUnit.SECONDS));
        subscription.close();
        ended.get(10, TimeUnit.SECONDS);
        seen.addAll(List.copyOf(part));
        last = new EventId("e1", seen.isEmpty() ? 0 : seen.get(seen.size() - 1));
      }
      publishing.get();
      for (int i = 0; i < seen.size(); i++) {
        assertEquals(i + 1L, seen.get(i));
      }
    }
  }
}
