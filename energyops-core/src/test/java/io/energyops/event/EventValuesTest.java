package io.energyops.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventValuesTest {

  @Nested
  class A_topic {

    @Test
    void of_an_execution_is_named_after_it() {
      assertEquals("execution:exec-1", Topic.execution(ExecutionId.of("exec-1")).name());
      assertEquals("dashboard", Topic.DASHBOARD.name());
      Topic.execution(ExecutionId.of("x".repeat(128)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "a\n", "é"})
    void of_another_form_is_refused(String name) {
      assertThrows(InvalidArgumentException.class, () -> Topic.of(name));
    }
  }

  @Nested
  class An_event {

    @Test
    void keeps_its_data_as_json() {
      Event event = Event.of("kpi:update", Map.of("price", new BigDecimal("3.10")));
      assertEquals("{\"price\":3.10}", event.payload());
      assertEquals(Map.of("price", new BigDecimal("3.10")), event.data());
      assertEquals(event, Event.ofPayload("kpi:update", "{\"price\":3.10}"));
      assertThrows(UnsupportedOperationException.class, () -> event.data().clear());
    }

    @Test
    void counts_its_bytes_in_utf_8() {
      assertEquals(1 + "{\"a\":\"é\"}".length() + 1, Event.of("t", Map.of("a", "é")).sizeBytes());
    }

    @Test
    void that_is_deferred_is_written_at_the_first_question_and_once() {
      AtomicInteger written = new AtomicInteger();
      Event event =
          Event.deferred(
              "t",
              () -> {
                written.incrementAndGet();
                return "{\"a\":1}";
              },
              100);
      assertEquals(0, written.get());
      assertTrue(event.retainedBytes() > 100);
      assertEquals(Event.of("t", Map.of("a", 1)), event);
      assertEquals(1 + "{\"a\":1}".length(), event.sizeBytes());
      assertEquals(1, written.get());
      assertThrows(
          InvalidArgumentException.class,
          () -> Event.deferred("t", () -> "{}", Event.MAX_PAYLOAD_BYTES + 1));
    }

    @Test
    void that_is_deferred_gives_the_same_to_all_who_ask_at_once() throws Exception {
      ExecutorService askers = Executors.newFixedThreadPool(4);
      try {
        for (int round = 0; round < 2000; round++) {
          Event event = Event.deferred("t", () -> "{\"a\":1}", 100);
          List<Future<String>> answers = askers.invokeAll(Collections.nCopies(4, event::payload));
          for (Future<String> answer : answers) {
            assertEquals("{\"a\":1}", answer.get());
          }
        }
      } finally {
        askers.shutdownNow();
      }
    }

    @Test
    void keeps_its_payload_out_of_logs() {
      assertFalse(Event.of("t", Map.of("name", "secret")).toString().contains("secret"));
    }

    @Test
    void that_is_too_large_malformed_or_no_object_is_refused() {
      Map<String, String> large = Map.of("a", "x".repeat(Event.MAX_PAYLOAD_BYTES));
      assertThrows(InvalidArgumentException.class, () -> Event.of("t", large));
      assertThrows(InvalidArgumentException.class, () -> Event.of("", Map.of()));
      assertThrows(InvalidArgumentException.class, () -> Event.ofPayload("t", "[1]"));
    }
  }

  @Nested
  class An_id {

    @Test
    void comes_back_from_its_text() {
      EventId id = new EventId("a-1", 42);
      assertEquals("a-1:42", id.toString());
      assertEquals(Optional.of(id), EventId.parse("a-1:42"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a:", ":1", "a:-1", "a:1:2", "a:9999999999999999999"})
    void of_another_form_is_none(String text) {
      assertEquals(Optional.empty(), EventId.parse(text));
    }
  }

  @Nested
  class Realtime_settings {

    @Test
    void give_the_browser_the_configuration_of_the_server() {
      assertEquals(
          "{\"path\":\"/api/socketio\",\"transports\":[\"websocket\",\"polling\"],"
              + "\"tryAllTransports\":true,\"reconnection\":true,\"reconnectionDelay\":1000,"
              + "\"reconnectionAttempts\":5}",
          RealtimeSettings.defaults().toJson());
    }

    @Test
    void allow_only_the_hosts_own_origin_until_others_are_named() {
      RealtimeSettings closed = RealtimeSettings.defaults();
      assertTrue(closed.allowsOrigin("https://Own.example", "https://own.example"));
      assertTrue(closed.allowsOrigin(null, "https://own.example"));
      assertFalse(closed.allowsOrigin("https://desk.example", "https://own.example"));
      assertFalse(closed.allowsOrigin("null", "https://own.example"));

      RealtimeSettings named =
          RealtimeSettings.builder().allowOrigin("https://Desk.example:8443").build();
      assertTrue(named.allowsOrigin("https://desk.example:8443", "https://own.example"));
      assertFalse(named.allowsOrigin("https://desk.example", "https://own.example"));
      assertFalse(named.allowsOrigin("https://desk.example:8443.evil", "https://own.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "desk.example", "https://desk.example/", "https://*.example"})
    void refuse_an_origin_that_is_none(String origin) {
      RealtimeSettingsBuilder builder = RealtimeSettings.builder().allowOrigin(origin);
      assertThrows(InvalidArgumentException.class, builder::build);
    }

    @Test
    void refuse_what_no_client_can_use() {
      List<RealtimeSettingsBuilder> wrong =
          List.of(
              RealtimeSettings.builder().path("api"),
              RealtimeSettings.builder().path("/api/"),
              RealtimeSettings.builder().path("/api/../x"),
              RealtimeSettings.builder().transports(List.of()),
              RealtimeSettings.builder().transports(List.of("polling", "polling")),
              RealtimeSettings.builder().transports(List.of("carrier-pigeon")),
              RealtimeSettings.builder().reconnectionDelay(Duration.ZERO),
              RealtimeSettings.builder().reconnectionAttempts(0));
      wrong.forEach(builder -> assertThrows(InvalidArgumentException.class, builder::build));
    }
  }

  @Test
  void hub_bounds_outside_their_range_are_refused() {
    List<HubSettings.Builder> wrong =
        List.of(
            HubSettings.builder().queueEvents(0),
            HubSettings.builder().queueBytes(0),
            HubSettings.builder().replayEvents(-1),
            HubSettings.builder().replayBytes(0),
            HubSettings.builder().replayTotalBytes(0),
            HubSettings.builder().replayAge(Duration.ZERO));
    wrong.forEach(builder -> assertThrows(InvalidArgumentException.class, builder::build));
  }
}
