package io.energyops.it.log;

import static io.energyops.it.log.LogStore.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.log.LogBatcher;
import io.energyops.log.LogBatcherStats;
import io.energyops.run.ExecutionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that goes away under load and comes back: PostgreSQL by a crash of the server, SQLite
 * by a lock of another process. Both at the same time, since most of it is waiting.
 */
class DatabaseOutageTest {

  private static final int PRODUCERS = 4;
  private static final int LINES_PER_SECOND = 1000;
  private static final long BOUND = 8L << 20;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void of_twenty_seconds_loses_doubles_and_disorders_nothing_in_bounded_memory() {
    both(1, Duration.ofSeconds(20));
  }

  @Test
  void of_a_second_ten_times_loses_doubles_and_disorders_nothing() {
    both(10, Duration.ofSeconds(1));
  }

  @Test
  @Tag("nightly")
  void of_two_seconds_fifty_times_loses_doubles_and_disorders_nothing() {
    both(50, Duration.ofSeconds(2));
  }

  private void both(int times, Duration length) {
    CompletableFuture<Void> postgres =
        CompletableFuture.runAsync(
            () -> withstand(new PostgresOutage(directory), "outage", times, length));
    CompletableFuture<Void> sqlite =
        CompletableFuture.runAsync(
            () -> withstand(new SqliteOutage(directory.resolve("host.db")), "", times, length));
    CompletableFuture.allOf(postgres, sqlite).join();
  }

  private static void withstand(Outage database, String schema, int times, Duration length) {
    try (Outage outage = database;
        LogStore store = LogDatabase.of(outage.source(), schema);
        LogBatcher batcher =
            LogBatcher.builder(outage.source())
                .schema(schema)
                .maxBufferedBytes(BOUND)
                .blockLimit(LIMIT)
                .flushLimit(LIMIT)
                .build()) {
      List<ExecutionId> ids = Stream.generate(() -> store.execution("e")).limit(PRODUCERS).toList();
      LineLoad load = new LineLoad(batcher, ids, LINES_PER_SECOND);
      try (load) {
        load.start();
        for (int time = 0; time < times; time++) {
          awaitMoreWritten(batcher);
          outage.begin();
          assertBounded(batcher, length);
          outage.end();
          awaitMoreWritten(batcher);
          ids.forEach(id -> assertBeginning(store, id));
        }
      }
      batcher.flushAll();
      LogBatcherStats stats = batcher.stats();
      assertEquals(0, stats.dropped());
      assertEquals(0, stats.refused());
      assertEquals(0, stats.queuedBytes());
      // A short lock is waited for inside the attempt.
      assertTrue(times > 1 || stats.retried() > 0);
      for (ExecutionId id : ids) {
        long taken = load.taken(id);
        assertEquals(upTo(taken), store.numbers(id));
        assertEquals(taken, store.withMessage(id, "'block ' || line_number"));
      }
    }
  }

  private static void awaitMoreWritten(LogBatcher batcher) {
    long before = batcher.stats().written();
    await().atMost(LIMIT).until(() -> batcher.stats().written() >= before + 500);
  }

  private static void assertBounded(LogBatcher batcher, Duration length) {
    long before = batcher.stats().written();
    await()
        .pollInterval(Duration.ofMillis(20))
        .during(length)
        .atMost(length.plus(LIMIT))
        .until(() -> batcher.stats().queuedBytes() <= BOUND);
    LogBatcherStats after = batcher.stats();
    // One transaction may have been under way when the database went.
    assertTrue(after.written() - before <= 5000, "the database took lines while it was away");
    if (length.toSeconds() >= 20) {
      assertTrue(after.queuedBytes() > BOUND - 4096, "the bound was never reached");
    }
  }

  /** At any moment the rows of an execution are a beginning of its log. */
  private static void assertBeginning(LogStore store, ExecutionId id) {
    List<Long> numbers = store.numbers(id);
    assertEquals(upTo(numbers.size()), numbers);
  }
}
