package io.energyops.it.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.activity.Activities;
import io.energyops.activity.Activity;
import io.energyops.activity.ActivityEntry;
import io.energyops.activity.ActivityQuery;
import io.energyops.database.Page;
import io.energyops.error.InvalidArgumentException;
import io.energyops.identity.IdSource;
import io.energyops.it.DatabaseKind;
import io.energyops.it.DatabaseTestBase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ActivitiesTest extends DatabaseTestBase {

  private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456789Z");

  private final Activities activities =
      Activities.create(database(), IdSource.timeOrdered(), Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void empty() {
    execute("delete from #activity");
  }

  private static ActivityEntry entry(String title) {
    return ActivityEntry.of("sandbox", "deleted", title, "asha@example.com");
  }

  @Test
  void every_part_comes_back() {
    ActivityEntry entry =
        entry("Python Script Deleted")
            .withDescription("Script \"day_ahead\" and 3 execution logs deleted")
            .about("TestScript", "s1")
            .withStatus("failed")
            .withMetadata(Map.of("file", "day_ahead.py", "logs", BigDecimal.valueOf(3)));
    Activity recorded = activities.record(entry);
    assertEquals(Instant.parse("2026-03-01T10:15:30.123456Z"), recorded.createdAt());
    assertEquals(List.of(recorded), activities.list(ActivityQuery.latest()).items());
  }

  @Test
  void absent_parts_stay_absent() {
    activities.record(entry("x"));
    ActivityEntry listed = activities.list(ActivityQuery.latest()).items().get(0).entry();
    assertNull(listed.description());
    assertNull(listed.entityId());
    assertEquals(ActivityEntry.SUCCESS, listed.status());
    assertEquals(Map.of(), listed.metadata());
  }

  @Test
  void the_newest_come_first_and_pages_join_without_gap_or_repetition() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      expected.add(activities.record(entry("n" + i)).id());
    }
    Collections.reverse(expected);
    List<String> listed = new ArrayList<>();
    ActivityQuery query = ActivityQuery.latest().limit(10);
    Page<Activity> page = activities.list(query);
    while (true) {
      page.items().forEach(activity -> listed.add(activity.id()));
      if (page.next().isEmpty()) {
        break;
      }
      page = activities.list(query.after(page.next().get()));
    }
    assertEquals(expected, listed);
  }

  @Test
  void lists_can_be_narrowed() {
    activities.record(entry("a").about("TestScript", "1"));
    activities.record(entry("b").about("TestScript", "2"));
    activities.record(ActivityEntry.of("upload", "completed", "c", "ravi"));
    assertEquals(List.of("b"), titles(ActivityQuery.latest().entity("TestScript", "2")));
    assertEquals(List.of("c"), titles(ActivityQuery.latest().type("upload")));
    assertEquals(List.of("c"), titles(ActivityQuery.latest().user("ravi")));
    assertEquals(List.of(), titles(ActivityQuery.latest().user("ravi").type("sandbox")));
  }

  private List<String> titles(ActivityQuery query) {
    return activities.list(query).items().stream().map(a -> a.entry().title()).toList();
  }

  @Test
  void one_that_is_rolled_back_was_never_there() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database()
                .write(
                    tx -> {
                      activities.record(tx, entry("x"));
                      throw new IllegalStateException("the business failed");
                    }));
    assertTrue(activities.list(ActivityQuery.latest()).items().isEmpty());
  }

  @Test
  void a_nul_in_a_name_is_shown_as_a_replacement() {
    activities.record(entry("a\0b").withMetadata(Map.of("file", "c\0d")));
    ActivityEntry listed = activities.list(ActivityQuery.latest()).items().get(0).entry();
    assertEquals("a\uFFFDb", listed.title());
    assertEquals("c\uFFFDd", listed.metadata().get("file"));
  }

  @Test
  void a_page_key_of_the_client_is_checked() {
    for (String key : List.of("", "x", "/", "yesterday/1")) {
      ActivityQuery query = ActivityQuery.latest().after(key);
      assertThrows(InvalidArgumentException.class, () -> activities.list(query));
    }
    assertThrows(InvalidArgumentException.class, () -> ActivityQuery.latest().limit(0));
    assertThrows(InvalidArgumentException.class, () -> entry(" "));
    assertFalse(activities.list(ActivityQuery.latest()).next().isPresent());
  }
}
