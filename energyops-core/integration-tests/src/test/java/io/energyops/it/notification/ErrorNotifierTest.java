package io.energyops.it.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.database.DatabaseException;
import io.energyops.event.Outbox;
import io.energyops.identity.IdSource;
import io.energyops.it.DatabaseKind;
import io.energyops.it.DatabaseTestBase;
import io.energyops.json.Json;
import io.energyops.notification.ErrorNotifier;
import io.energyops.notification.Notification;
import io.energyops.notification.NotificationQuery;
import io.energyops.notification.NotificationSeverity;
import io.energyops.notification.NotificationThrottler;
import io.energyops.notification.Notifications;
import io.energyops.notification.ThrottleSettings;
import io.energyops.run.ExecutionId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ErrorNotifierTest extends DatabaseTestBase {

  private static final ExecutionId RUN = ExecutionId.of("e1");

  private final AtomicLong nanos = new AtomicLong();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final Notifications notifications =
      Notifications.create(database(), IdSource.timeOrdered(), Clock.systemUTC());
  private final NotificationThrottler throttler =
      NotificationThrottler.create(ThrottleSettings.defaults(), nanos::get);
  private final ErrorNotifier notifier =
      new ErrorNotifier(
          database(),
          new Outbox(node(), () -> {}),
          throttler,
          IdSource.timeOrdered(),
          Clock.systemUTC(),
          scheduler);

  @BeforeEach
  void empty() {
    execute("delete from #notification");
    execute("delete from #outbox");
  }

  @AfterEach
  void close() {
    notifier.close();
    scheduler.shutdownNow();
  }

  private List<Notification> listed() {
    return notifications.list(NotificationQuery.latest()).items();
  }

  private static long events() {
    return number("select count(*) from #outbox where type = 'notification:new'");
  }

  @Test
  void an_error_line_becomes_a_notification_with_its_event() {
    notifier.line(RUN, "day_ahead", "ValueError: bad block");
    notifier.line(RUN, "day_ahead", "all is well");
    notifier.drain();
    Notification made = listed().get(0);
    assertEquals(1, listed().size());
    assertEquals("alert", made.content().type());
    assertEquals("system", made.content().category());
    assertEquals("Script Error Detected", made.content().title());
    assertEquals("ValueError: bad block", made.content().message());
    assertEquals(NotificationSeverity.HIGH, made.content().severity());
    assertEquals(Map.of("executionId", "e1", "scriptName", "day_ahead"), made.content().metadata());
    assertEquals(1, events());
    Map<String, ?> payload = Json.read(text("select payload from #outbox"));
    assertTrue(payload.containsKey("timestamp"));
    assertTrue(String.valueOf(payload.get("notifications")).contains("id=" + made.id()));
  }

  @Test
  void a_message_has_200_characters_and_no_half_of_one() {
    notifier.line(RUN, "p", "Error: " + "x".repeat(192) + "\uD83D\uDE00 and more");
    notifier.drain();
    String message = listed().get(0).content().message();
    assertEquals(199, message.length());
    assertTrue(message.endsWith("x"));
  }

  @Test
  void a_line_that_postgres_cannot_hold_is_told_with_a_replacement() {
    notifier.line(RUN, "p", "Error: \0 here");
    notifier.drain();
    assertEquals("Error: \uFFFD here", listed().get(0).content().message());
    assertEquals(0, notifier.stats().lost());
  }

  @Test
  void a_flood_is_five_and_a_digest_at_the_end() {
    for (int i = 0; i < 485; i++) {
      notifier.line(RUN, "p", "Error: Timeout");
    }
    for (int i = 0; i < 20; i++) {
      notifier.line(RUN, "p", "an error of no kind");
    }
    notifier.ended(RUN, "p");
    notifier.drain();
    assertEquals(6, listed().size());
    assertEquals(
        "500 more errors were held back: Timeout ×480, generic ×20",
        listed().get(0).content().message());
    assertEquals(BigDecimal.valueOf(500), heldBack(listed().get(0)).get("count"));
    assertEquals(0, throttler.stats().pending());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> heldBack(Notification notification) {
    Object members = notification.content().metadata().get("heldBack");
    return members == null ? Map.of() : (Map<String, Object>) members;
  }

  @Test
  void a_digest_rides_on_the_next_notification() {
    for (int i = 0; i < 7; i++) {
      notifier.line(RUN, "p", "Error: Timeout");
    }
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    notifier.line(RUN, "p", "Error: Other");
    notifier.drain();
    assertEquals(6, listed().size());
    assertEquals("Error: Other", listed().get(0).content().message());
    assertEquals(BigDecimal.valueOf(2), heldBack(listed().get(0)).get("count"));
  }

  /** T-07. */
  @Test
  void a_digest_is_told_when_its_window_ends_though_nothing_follows() {
    for (int i = 0; i < 6; i++) {
      notifier.line(RUN, "p", "Error: Timeout");
    }
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    notifier.drain();
    assertEquals("1 more error was held back: Timeout ×1", listed().get(0).content().message());
    assertEquals("p", listed().get(0).content().metadata().get("scriptName"));
  }

  @Test
  void a_started_one_writes_by_itself() {
    notifier.start();
    notifier.line(RUN, "p", "Error: x");
    await().until(() -> events() == 1);
    assertEquals(1, listed().size());
  }

  @Test
  void the_log_path_never_sees_the_database_fail() {
    execute("alter table #outbox rename to gone");
    try {
      assertDoesNotThrow(() -> notifier.line(RUN, "p", "Error: refused"));
      assertDoesNotThrow(notifier::drain);
      assertEquals(1, notifier.stats().lost());
      assertTrue(listed().isEmpty(), "no notification without its event");
    } finally {
      execute("alter table #gone rename to outbox");
    }
    notifier.line(RUN, "p", "Error: fine");
    notifier.drain();
    assertEquals(1, listed().size());
    assertEquals(1, events());
  }

  @Test
  void the_queue_is_bounded_while_nothing_is_written() {
    for (int i = 0; i < 1000; i++) {
      notifier.line(ExecutionId.of("run" + i), "p", "Error: x");
    }
    assertTrue(notifier.stats().waiting() < 1000);
    assertEquals(1000, notifier.stats().waiting() + notifier.stats().lost());
    notifier.drain();
    assertEquals(notifier.stats().written(), number("select count(*) from #notification"));
    assertFalse(notifier.stats().written() == 0);
    assertThrows(DatabaseException.class, () -> text("select no_column from #notification"));
  }
}
