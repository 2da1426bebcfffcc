package io.energyops.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlicedDeleteTest {

  private final AtomicLong nanos = new AtomicLong();
  private final List<Integer> limits = new ArrayList<>();

  @TempDir Path directory;

  @Test
  void grows_its_slices_while_they_are_quick() {
    assertEquals(18_500, drain(18_500, Duration.ofNanos(1000)));
    assertEquals(List.of(500, 1000, 2000, 4000, 8000, 10_000, 10_000), limits);
  }

  @Test
  void keeps_each_slice_short_where_rows_go_slowly() {
    Duration row = Duration.ofMillis(1);
    assertEquals(3000, drain(3000, row));
    assertTrue(limits.subList(4, 20).stream().allMatch(limit -> limit <= 50), limits.toString());
  }

  @Test
  void never_takes_fewer_than_some_rows_at_a_time() {
    assertEquals(2000, drain(2000, Duration.ofSeconds(1)));
    assertEquals(SlicedDelete.LEAST, limits.get(limits.size() - 1));
  }

  private long drain(int rows, Duration perRow) {
    AtomicLong left = new AtomicLong(rows);
    Path file = directory.resolve("energyops.db");
    try (Database database =
        Databases.embedded(file, MigrationPolicy.MIGRATE_IF_ALONE).database()) {
      return new SlicedDelete(database, nanos::get)
          .drain(
              (tx, limit) -> {
                limits.add(limit);
                int some = (int) Math.min(limit, left.get());
                left.addAndGet(-some);
                nanos.addAndGet(perRow.multipliedBy(some).toNanos());
                return some;
              });
    }
  }
}
