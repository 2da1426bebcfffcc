package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.event.DeliveredEvent;
import io.energyops.event.Event;
import io.energyops.event.EventId;
import io.energyops.event.Topic;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.run.ExecutionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordingTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Nested
  class Sinks {

    private final RecordingSink sink = new RecordingSink();

    private DeliveredEvent event(String type) {
      return new DeliveredEvent(
          new EventId("e", sink.events().size() + 1L), Topic.DASHBOARD, Event.of(type, Map.of()));
    }

    @Test
    void what_came_is_kept_in_order() {
      sink.accept(event("a"));
      sink.accept(event("b"));

      assertEquals(List.of("a", "b"), sink.types());
      assertEquals("b", sink.awaitType("b", Duration.ZERO).event().type());
      assertEquals(2, sink.awaitCount(2, Duration.ZERO).size());
      AssertionError e =
          assertThrows(AssertionError.class, () -> sink.awaitType("c", Duration.ZERO));
      assertEquals("No event of type c came within PT0S; there were 2: [a, b]", e.getMessage());
      assertThrows(AssertionError.class, () -> sink.awaitCount(3, Duration.ofMillis(10)));
    }

    @Test
    void what_is_to_come_is_waited_for() throws Exception {
      CompletableFuture<DeliveredEvent> waiting =
          CompletableFuture.supplyAsync(
              () -> sink.await(candidate -> candidate.event().type().equals("late"), LIMIT));
      sink.accept(event("early"));
      sink.accept(event("late"));

      assertEquals("late", waiting.get(30, TimeUnit.SECONDS).event().type());
    }
  }

  @Nested
  class Listeners {

    private final RecordingListener listener = new RecordingListener();

    private void line(int number) {
      listener.onLine(
          new LogEntry(
              ExecutionId.of("e"), number, LogLevel.STDOUT, "line " + number, Instant.EPOCH));
    }

    @Test
    void a_failure_shows_the_last_lines() {
      IntStream.rangeClosed(1, 50).forEach(this::line);

      assertEquals(50, listener.awaitCount(50, Duration.ZERO).size());
      assertEquals("line 1", listener.messages().get(0));
      assertEquals(
          7, listener.await(line -> line.message().endsWith("7"), Duration.ZERO).lineNumber());
      AssertionError e =
          assertThrows(AssertionError.class, () -> listener.await(line -> false, Duration.ZERO));
      assertTrue(e.getMessage().contains("there were 50\n  41 stdout line 41"), e.getMessage());
      assertTrue(e.getMessage().endsWith("50 stdout line 50"), e.getMessage());
    }

    @Test
    void many_threads_may_write_while_one_waits() {
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () -> IntStream.rangeClosed(1, 1000).parallel().forEach(this::line));

      assertEquals(1000, listener.awaitCount(1000, LIMIT).size());
      writing.join();
    }
  }
}
