package io.energyops.it.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.database.Dialect;
import io.energyops.event.DeliveredEvent;
import io.energyops.event.Event;
import io.energyops.event.EventHub;
import io.energyops.event.EventRelay;
import io.energyops.event.HubSettings;
import io.energyops.event.Outbox;
import io.energyops.event.RelaySettings;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.it.DatabaseKind;
import io.energyops.it.DatabaseTestBase;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class EventRelayTest extends DatabaseTestBase {

  private static final RelaySettings NEVER_POLLS =
      new RelaySettings(Duration.ofMinutes(1), 10, Duration.ofHours(24), Duration.ofSeconds(5));
  private static final RelaySettings POLLS =
      new RelaySettings(Duration.ofMillis(20), 10, Duration.ofHours(24), Duration.ofSeconds(5));

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final List<DeliveredEvent> seen = new CopyOnWriteArrayList<>();
  private EventHub hub;
  private EventRelay relay;
  private Outbox outbox;

  @BeforeEach
  void open() {
    execute("delete from #outbox");
    execute("delete from #event_stream");
    hub = EventHub.create(HubSettings.defaults(), scheduler, System::nanoTime, () -> "test");
    hub.subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), seen::add);
    use(NEVER_POLLS);
  }

  @AfterEach
  void close() {
    relay.close();
    hub.close();
    scheduler.shutdownNow();
  }

  private void use(RelaySettings settings) {
    relay = new EventRelay(database(), node(), hub, scheduler, settings);
    outbox = new Outbox(node(), relay::wake);
  }

  private void publish(int number) {
    database()
        .write(
            tx -> {
              outbox.publish(tx, Topic.DASHBOARD, event(number));
              return null;
            });
  }

  private void publishWithin(Connection connection, int number) {
    database()
        .join(connection, tx -> true)
        .run(
            tx -> {
              outbox.publish(tx, Topic.DASHBOARD, event(number));
              return null;
            });
  }

  private static Event event(int number) {
    return Event.of("data:uploaded", Map.of("number", number));
  }

  private List<Integer> numbers() {
    return seen.stream()
        .map(delivered -> Integer.valueOf(String.valueOf(delivered.event().data().get("number"))))
        .toList();
  }

  private static List<Long> sequences() {
    return database()
        .read(
            tx ->
                tx.query("select sequence from #event_stream where node_id = :node order by 1")
                    .bind("node", node().id())
                    .mapTo(Long.class)
                    .list());
  }

  @Test
  void events_go_out_in_order_and_the_stream_has_no_gap() {
    relay.drain();
    IntStream.range(0, 35).forEach(this::publish);
    relay.drain();
    await().untilAsserted(() -> assertEquals(IntStream.range(0, 35).boxed().toList(), numbers()));
    assertEquals(LongStream.rangeClosed(1, 35).boxed().toList(), sequences());
    assertEquals(0, number("select count(*) from #outbox"));
  }

  @Test
  void a_commit_wakes_the_relay_long_before_its_next_look() {
    relay.start();
    publish(1);
    await().atMost(Duration.ofSeconds(10)).until(() -> numbers().equals(List.of(1)));
  }

  @Test
  void a_rolled_back_event_never_goes_out() {
    relay.start();
    assertThrows(
        IllegalStateException.class,
        () ->
            database()
                .write(
                    tx -> {
                      outbox.publish(tx, Topic.DASHBOARD, event(1));
                      throw new IllegalStateException("the business failed");
                    }));
    publish(2);
    await().until(() -> !seen.isEmpty());
    assertEquals(List.of(2), numbers());
  }

  @Test
  void what_a_host_commits_is_found_by_looking() throws Exception {
    use(POLLS);
    relay.start();
    try (Connection connection = database().dataSource().getConnection()) {
      connection.setAutoCommit(false);
      publishWithin(connection, 7);
      connection.commit();
    }
    await().until(() -> numbers().equals(List.of(7)));
  }

  /** E-04: a smaller id that commits later is neither lost nor waited for. */
  @Test
  void a_row_that_commits_late_goes_out_late() throws Exception {
    if (database().dialect() == Dialect.SQLITE) {
      return; // one writer at a time: ids are in the order of commits
    }
    try (Connection connection = database().dataSource().getConnection()) {
      connection.setAutoCommit(false);
      publishWithin(connection, 101);
      publish(102);
      relay.drain();
      await().until(() -> numbers().equals(List.of(102)));
      connection.commit();
    }
    relay.drain();
    await().until(() -> numbers().equals(List.of(102, 101)));
    assertEquals(List.of(1L, 2L), sequences());
  }

  @Test
  void rows_of_another_node_stay_where_they_are() {
    execute(
        "insert into #outbox (node_id, topic, type, payload)"
            + " values ('another', 'dashboard', 'x', '{}')");
    relay.drain();
    assertEquals(1, number("select count(*) from #outbox"));
    assertTrue(seen.isEmpty());
  }

  @Test
  void a_row_that_is_no_event_keeps_nobody_waiting() {
    publish(1);
    for (String row : List.of("'no topic!', 'x', '{}'", "'dashboard', '', '{}'")) {
      insertRaw(row);
    }
    insertRaw("'dashboard', 'x', '[1]'");
    publish(2);
    relay.drain();
    await().until(() -> numbers().equals(List.of(1, 2)));
    assertEquals(3, relay.stats().unreadable());
    assertEquals(5, sequences().size());
  }

  private static void insertRaw(String values) {
    execute(
        "insert into #outbox (node_id, topic, type, payload) values ('"
            + node().id()
            + "', "
            + values
            + ")");
  }

  @Test
  void text_that_postgres_cannot_hold_goes_out_with_a_replacement() {
    database()
        .write(
            tx -> {
              Map<String, Object> data = Map.of("number", 1, "text", "a\0b\uD800c\\u0000");
              outbox.publish(tx, Topic.DASHBOARD, Event.of("script:log", data));
              String escaped = "{\"number\":2,\"text\":\"\\u0000\\\\u0000\"}";
              outbox.publish(tx, Topic.DASHBOARD, Event.ofPayload("script:log", escaped));
              return null;
            });
    relay.drain();
    await().until(() -> seen.size() == 2);
    assertEquals("\uFFFD\\u0000", seen.get(1).event().data().get("text"));
    String text = String.valueOf(seen.get(0).event().data().get("text"));
    assertTrue(text.matches("a\uFFFDb[?\uFFFD]c\\\\u0000"), text);
  }

  @Test
  void a_row_that_moved_without_going_out_goes_out_next_time() {
    relay.drain();
    publish(1);
    execute(
        "insert into #event_stream (node_id, sequence, topic, type, payload) select node_id, 1,"
            + " topic, type, payload from #outbox");
    execute("delete from #outbox");
    publish(2);
    relay.drain();
    await().until(() -> numbers().equals(List.of(1, 2)));
  }

  @Test
  void a_new_relay_tells_only_what_waits_and_counts_on() {
    publish(1);
    relay.drain();
    relay.close();
    publish(2);
    use(NEVER_POLLS);
    relay.drain();
    await().until(() -> seen.size() == 2);
    assertEquals(List.of(1, 2), numbers());
    assertEquals(List.of(1L, 2L), sequences());
  }

  @Test
  void closing_brings_the_last_events_out() {
    relay.start();
    execute("delete from #outbox");
    insertRaw("'dashboard', 'data:uploaded', '{\"number\":9}'");
    relay.close();
    relay.close();
    await().until(() -> numbers().equals(List.of(9)));
    assertEquals(0, number("select count(*) from #outbox"));
  }

  /** U-07. */
  @Test
  void a_failure_ends_nothing() {
    use(POLLS);
    relay.start();
    execute("alter table #outbox rename to gone");
    try {
      await().until(() -> relay.stats().failures() > 1);
    } finally {
      rename("gone", "outbox");
    }
    publish(3);
    await().until(() -> numbers().equals(List.of(3)));
  }

  private static void rename(String from, String to) {
    execute("alter table #" + from + " rename to " + to);
  }

  @Test
  void old_events_leave_the_stream_but_the_count_goes_on() {
    IntStream.range(0, 5).forEach(this::publish);
    relay.drain();
    String old =
        database().dialect() == Dialect.SQLITE
            ? "'2001-01-01T00:00:00.000000Z'"
            : "timestamptz '2001-01-01T00:00:00Z'";
    execute("update #event_stream set created_at = " + old + " where sequence <= 3");
    relay.sweep();
    assertEquals(List.of(4L, 5L), sequences());
    execute("update #event_stream set created_at = " + old);
    relay.sweep();
    assertEquals(List.of(5L), sequences());
    publish(6);
    relay.drain();
    assertEquals(List.of(5L, 6L), sequences());
    assertFalse(numbers().contains(null));
  }
}
