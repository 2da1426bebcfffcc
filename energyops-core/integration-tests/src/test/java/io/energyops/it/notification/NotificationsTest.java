package io.energyops.it.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.database.Page;
import io.energyops.error.NotFoundException;
import io.energyops.identity.IdSource;
import io.energyops.it.DatabaseKind;
import io.energyops.it.DatabaseTestBase;
import io.energyops.notification.Notification;
import io.energyops.notification.NotificationContent;
import io.energyops.notification.NotificationQuery;
import io.energyops.notification.NotificationSeverity;
import io.energyops.notification.Notifications;
import io.energyops.testkit.FakeClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class NotificationsTest extends DatabaseTestBase {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final Clock clock = FakeClock.at(START).withStep(Duration.ofSeconds(1));
  private final Notifications notifications =
      Notifications.create(database(), IdSource.timeOrdered(), clock);

  @BeforeEach
  void empty() {
    execute("delete from #notification");
  }

  private static NotificationContent content(String title) {
    return NotificationContent.of(
        "alert", "system", title, "m", NotificationSeverity.HIGH, Map.of("k", "v"));
  }

  private Notification create(NotificationContent content) {
    return database().write(tx -> notifications.create(tx, content));
  }

  private List<String> titles(NotificationQuery query) {
    return notifications.list(query).items().stream().map(n -> n.content().title()).toList();
  }

  @Test
  void every_part_comes_back() {
    NotificationContent content =
        content("t").withAction("/runs/1", "Show").forUser("asha@example.com");
    Notification created = create(content);
    assertEquals(List.of(created), notifications.list(NotificationQuery.latest()).items());
    assertEquals(content, created.content());
  }

  @Test
  void the_newest_come_first_by_pages() {
    for (int i = 0; i < 5; i++) {
      create(content("n" + i));
    }
    NotificationQuery query = NotificationQuery.latest().limit(3);
    Page<Notification> page = notifications.list(query);
    assertEquals(
        List.of("n4", "n3", "n2"), page.items().stream().map(n -> n.content().title()).toList());
    assertEquals(List.of("n1", "n0"), titles(query.after(page.next().orElseThrow())));
  }

  @Test
  void one_is_read_once() {
    Notification one = create(content("a"));
    create(content("b"));
    notifications.markRead(one.id());
    Instant readAt = notifications.list(NotificationQuery.latest()).items().get(1).readAt();
    notifications.markRead(one.id());
    Notification read = notifications.list(NotificationQuery.latest()).items().get(1);
    assertTrue(read.read());
    assertEquals(readAt, read.readAt());
    assertEquals(List.of("b"), titles(NotificationQuery.latest().unread()));
    assertThrows(NotFoundException.class, () -> notifications.markRead("none"));
  }

  @Test
  void a_user_sees_the_own_ones_and_those_for_everybody() {
    create(content("all"));
    create(content("asha").forUser("asha"));
    create(content("ravi").forUser("ravi"));
    assertEquals(List.of("asha", "all"), titles(NotificationQuery.latest().user("asha")));
  }

  @Test
  void archived_ones_are_not_listed() {
    create(content("a"));
    execute("update #notification set is_archived = (1 = 1)");
    assertEquals(List.of(), titles(NotificationQuery.latest()));
    assertEquals(List.of(), notifications.unreadSince(START.minusSeconds(60), 10));
  }

  @Test
  void what_is_unread_since_a_moment_comes_oldest_first() {
    Notification first = create(content("a"));
    Notification second = create(content("b"));
    Notification third = create(content("c"));
    notifications.markRead(second.id());
    assertEquals(
        List.of(third.id()),
        notifications.unreadSince(first.createdAt(), 10).stream().map(Notification::id).toList());
    assertEquals(
        List.of(first.id()),
        notifications.unreadSince(first.createdAt().minusMillis(1), 1).stream()
            .map(Notification::id)
            .toList());
  }
}
