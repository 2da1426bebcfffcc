package io.energyops.it.log;

import static io.energyops.it.log.LogStore.line;
import static io.energyops.it.log.LogStore.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.ConflictException;
import io.energyops.error.NotFoundException;
import io.energyops.event.Event;
import io.energyops.event.EventHub;
import io.energyops.event.HubSettings;
import io.energyops.event.Topic;
import io.energyops.log.ExecutionLogs;
import io.energyops.log.LiveLog;
import io.energyops.log.LogBatcher;
import io.energyops.log.LogEntry;
import io.energyops.log.LogSubscription;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class FollowTest {

  @TempDir static Path directory;
  private static LogStore store;
  @Parameter LogDatabase kind;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final List<LogEntry> seen = new CopyOnWriteArrayList<>();
  private EventHub hub;
  private LogBatcher batcher;
  private ExecutionLogs logs;
  private ExecutionId id;

  @BeforeParameterizedClassInvocation
  static void openStore(LogDatabase kind) {
    store = kind.open(directory);
  }

  @AfterParameterizedClassInvocation
  static void closeStore() {
    store.close();
  }

  @BeforeEach
  void open() {
    hub = EventHub.create(HubSettings.defaults(), workers, System::nanoTime, () -> "epoch-1");
    batcher = LogBatcher.builder(store.database()).build();
    // An hour: what comes sooner came by an event.
    logs = logs(Duration.ofHours(1), Duration.ofSeconds(5));
    id = store.execution("e");
  }

  private ExecutionLogs logs(Duration poll, Duration patience) {
    return ExecutionLogs.builder(store.database())
        .hub(hub)
        .scheduler(timer)
        .executor(workers)
        .pollInterval(poll)
        .gapPatience(patience)
        .build();
  }

  @AfterEach
  void close() throws InterruptedException {
    logs.close();
    batcher.close();
    hub.close();
    timer.shutdownNow();
    workers.shutdown();
    assertTrue(workers.awaitTermination(10, TimeUnit.SECONDS));
  }

  private List<LogEntry> lines(long from, long to) {
    List<LogEntry> lines = new ArrayList<>();
    for (long number = from; number <= to; number++) {
      lines.add(line(id, number));
    }
    return lines;
  }

  private void store(long from, long to) {
    lines(from, to).forEach(batcher::addLog);
    batcher.flush(id);
  }

  private void live(long from, long to) {
    LiveLog.publish(hub, lines(from, to));
  }

  private void end(long lines) {
    store.end(id, ExecutionStatus.COMPLETED, lines);
    hub.publish(
        Topic.execution(id), Event.of("script:complete", Map.of("executionId", id.value())));
  }

  private void assertSeen(List<LogEntry> expected) {
    await().untilAsserted(() -> assertEquals(expected, seen));
  }

  private static void join(LogSubscription subscription) {
    subscription.completion().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Nested
  class A_follower_gets {

    @Test
    void the_history_of_a_finished_execution_and_then_the_end() {
      store(1, 1700);
      end(1700);
      join(logs.follow(id, 1, seen::add));
      assertEquals(lines(1, 1700), seen);
    }

    @Test
    void only_what_lies_behind_its_line() {
      store(1, 10);
      end(10);
      join(logs.follow(id, 8, seen::add));
      assertEquals(lines(8, 10), seen);
      join(logs.follow(id, 11, line -> seen.clear()));
      assertEquals(3, seen.size());
    }

    @Test
    void history_then_live_lines_before_they_are_stored_then_the_end() {
      store(1, 3);
      LogSubscription subscription = logs.follow(id, 1, seen::add);
      assertSeen(lines(1, 3));
      live(4, 5);
      assertSeen(lines(1, 5));
      assertEquals(upTo(3), store.numbers(id));
      store(4, 6);
      assertFalse(subscription.completion().isDone());
      end(6);
      join(subscription);
      assertEquals(lines(1, 6), seen);
    }

    @Test
    void what_was_published_before_it_came_as_soon_as_it_is_stored() {
      live(1, 4);
      LogSubscription subscription = logs.follow(id, 1, seen::add);
      live(5, 6);
      store(1, 6);
      assertSeen(lines(1, 6));
      end(6);
      join(subscription);
    }

    @Test
    void the_end_when_the_last_line_is_stored_after_the_state() {
      store(1, 2);
      LogSubscription subscription = logs.follow(id, 1, seen::add);
      end(4);
      assertSeen(lines(1, 2));
      store(3, 4);
      join(subscription);
      assertEquals(lines(1, 4), seen);
    }

    @Test
    void the_end_of_a_log_that_the_host_numbers_from_zero() {
      store(0, 4);
      end(5);
      join(logs.follow(id, 0, seen::add));
      assertEquals(lines(0, 4), seen);
    }

    @Test
    void not_found_for_an_unknown_execution() {
      LogSubscription subscription = logs.follow(ExecutionId.of("unknown"), 1, seen::add);
      CompletionException end = assertThrows(CompletionException.class, () -> join(subscription));
      assertInstanceOf(NotFoundException.class, end.getCause());
    }
  }

  @Nested
  class A_line_that_never_comes {

    @Test
    void is_passed_over_after_a_while() {
      try (ExecutionLogs hasty = logs(Duration.ofMillis(50), Duration.ofMillis(300))) {
        LogSubscription subscription = hasty.follow(id, 1, seen::add);
        store(1, 2);
        store(5, 6);
        assertSeen(List.of(line(id, 1), line(id, 2), line(id, 5), line(id, 6)));
        end(7);
        join(subscription);
      }
    }
  }

  @Nested
  class Without_live_events {

    @Test
    void a_follower_looks_into_the_database() {
      hub.close();
      try (ExecutionLogs polling = logs(Duration.ofMillis(50), Duration.ofSeconds(5))) {
        LogSubscription subscription = polling.follow(id, 1, seen::add);
        store(1, 3);
        assertSeen(lines(1, 3));
        store(4, 4);
        end(4);
        join(subscription);
        assertEquals(lines(1, 4), seen);
      }
    }

    @Test
    void a_listener_slower_than_the_hub_misses_nothing() {
      Semaphore may = new Semaphore(0);
      LogSubscription subscription =
          logs.follow(
              id,
              1,
              line -> {
                may.acquire();
                seen.add(line);
              });
      for (long from = 1; from <= 6000; from += 100) {
        live(from, from + 99);
      }
      store(1, 6000);
      end(6000);
      may.release(6000);
      join(subscription);
      assertEquals(lines(1, 6000), seen);
    }
  }

  @Test
  void from_a_middle_line_while_four_writers_write_gives_each_line_once_in_order() {
    int count = 4000;
    AtomicLong numbers = new AtomicLong();
    Runnable writer =
        () -> {
          for (long number = numbers.incrementAndGet();
              number <= count;
              number = numbers.incrementAndGet()) {
            batcher.addLog(line(id, number));
            if (number % 3 != 0) {
              live(number, number);
            }
          }
        };
    try (ExecutionLogs polling = logs(Duration.ofMillis(50), Duration.ofSeconds(30))) {
      LogSubscription early = polling.follow(id, 1000, seen::add);
      List<LogEntry> late = new CopyOnWriteArrayList<>();
      List<CompletableFuture<Void>> writers =
          Stream.generate(() -> CompletableFuture.runAsync(writer)).limit(4).toList();
      await().until(() -> numbers.get() > 1500);
      LogSubscription joined = polling.follow(id, 1700, late::add);
      writers.forEach(CompletableFuture::join);
      batcher.flush(id);
      end(count);
      join(early);
      join(joined);
      assertEquals(lines(1000, count), seen);
      assertEquals(lines(1700, count), late);
    }
  }

  @RepeatedTest(4)
  void whatever_the_hub_drops_doubles_or_disorders_each_line_comes_once_in_order(
      RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int count = 700;
    int from = 1 + random.nextInt(50);
    CompletableFuture<LogSubscription> follower = new CompletableFuture<>();
    int joins = random.nextInt(count);
    long at = 1;
    List<long[]> held = new ArrayList<>();
    while (at <= count) {
      long last = Math.min(count, at + random.nextInt(20));
      if (at >= joins && !follower.isDone()) {
        follower.complete(logs.follow(id, from, seen::add));
      }
      lines(at, last).forEach(batcher::addLog);
      int luck = random.nextInt(10);
      if (luck < 6) {
        live(at, last);
      } else if (luck < 8) {
        held.add(new long[] {at, last});
        Collections.shuffle(held, random);
      }
      if (luck == 1) {
        live(at, last);
        held.forEach(range -> live(range[0], range[1]));
        held.clear();
      }
      at = last + 1;
    }
    batcher.flush(id);
    end(count);
    if (!follower.isDone()) {
      follower.complete(logs.follow(id, from, seen::add));
    }
    join(follower.join());
    assertEquals(lines(from, count), seen);
  }

  @Nested
  class The_end_comes_early {

    @Test
    void when_the_listener_throws() {
      store(1, 5);
      IllegalStateException thrown = new IllegalStateException("listener");
      LogSubscription subscription =
          logs.follow(
              id,
              1,
              line -> {
                seen.add(line);
                throw thrown;
              });
      CompletionException end = assertThrows(CompletionException.class, () -> join(subscription));
      assertSame(thrown, end.getCause());
      live(2, 5);
      assertEquals(1, seen.size());
    }

    @Test
    void when_the_subscription_is_closed() {
      store(1, 1);
      LogSubscription subscription = logs.follow(id, 1, seen::add);
      assertSeen(lines(1, 1));
      assertTrue(subscription.completion().cancel(true));
      assertFalse(subscription.completion().isDone());
      subscription.close();
      subscription.close();
      live(2, 3);
      assertTrue(subscription.completion().isCompletedExceptionally());
      assertThrows(CancellationException.class, () -> subscription.completion().getNow(null));
      assertEquals(0, hub.stats().subscriptions());
      assertEquals(lines(1, 1), seen);
    }

    @Test
    void when_all_are_closed() {
      LogSubscription subscription = logs.follow(id, 1, seen::add);
      logs.close();
      assertTrue(subscription.completion().isCompletedExceptionally());
      assertThrows(ConflictException.class, () -> logs.follow(id, 1, seen::add));
    }

    @Test
    void when_the_execution_is_deleted() {
      store(1, 1);
      LogSubscription subscription = logs.follow(id, 1, seen::add);
      assertSeen(lines(1, 1));
      store.delete(id);
      hub.publish(Topic.execution(id), Event.of("script:error", Map.of()));
      CompletionException end = assertThrows(CompletionException.class, () -> join(subscription));
      assertInstanceOf(NotFoundException.class, end.getCause());
    }
  }
}
