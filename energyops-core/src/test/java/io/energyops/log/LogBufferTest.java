package io.energyops.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.run.ExecutionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LogBufferTest {

  private static final ExecutionId A = ExecutionId.of("a");
  private static final ExecutionId B = ExecutionId.of("b");

  private final LogBuffer buffer = new LogBuffer(3, 1000);
  private long line;

  private boolean add(ExecutionId id, long now) {
    return add(id, now, null);
  }

  private boolean add(ExecutionId id, long now, @Nullable LogCheckpoint checkpoint) {
    LogEntry entry = new LogEntry(id, ++line, LogLevel.STDOUT, "x", Instant.EPOCH);
    return buffer.add(id, PendingEntry.of(entry, checkpoint, now));
  }

  private List<LogBatch> take(long now) {
    return buffer.take(now, false);
  }

  @Nested
  class A_batch_is_due {

    @Test
    void when_its_oldest_line_is_old_however_new_the_newest_is() {
      assertTrue(add(A, 0));
      assertFalse(add(A, 999));
      assertEquals(1, buffer.nanosUntilDue(999, false));
      assertEquals(0, buffer.nanosUntilDue(1000, false));
    }

    @Test
    void when_it_has_enough_lines() {
      add(A, 0);
      add(A, 0);
      assertTrue(buffer.nanosUntilDue(1, false) > 0);
      assertTrue(add(A, 0));
      assertEquals(0, buffer.nanosUntilDue(1, false));
    }

    @Test
    void when_somebody_flushes_it() {
      add(A, 0);
      ExecutionQueue queue = buffer.find(A);
      queue.flushUpTo(queue.taken());
      assertEquals(0, buffer.nanosUntilDue(1, false));
    }

    @Test
    void even_where_the_ticker_is_negative_or_overflows() {
      long start = Long.MAX_VALUE - 10;
      add(A, start);
      assertEquals(900, buffer.nanosUntilDue(start + 100, false));
      assertEquals(1, buffer.take(start + 1000, false).size());
    }
  }

  @Nested
  class A_group {

    @Test
    void holds_what_is_due_and_what_is_due_soon_the_longest_waiting_first() {
      ExecutionId c = ExecutionId.of("c");
      add(c, 900);
      add(B, 400);
      add(A, 0);
      assertEquals(List.of(A, B), take(1000).stream().map(LogBatch::id).toList());
    }

    @Test
    void holds_the_newest_checkpoint_of_the_lines_in_it() {
      LogCheckpoint first = transaction -> {};
      LogCheckpoint second = transaction -> {};
      add(A, 0, first);
      add(A, 0, second);
      add(A, 0);
      LogBatch batch = take(1).get(0);
      assertEquals(second, batch.checkpoint());
      assertEquals(3, batch.lines().size());
    }

    @Test
    void is_bounded_and_the_rest_keeps_its_order() {
      for (int i = 0; i < LogBuffer.MAX_GROUP_LINES + 10; i++) {
        add(A, 0);
      }
      LogBatch head = take(1).get(0);
      assertEquals(LogBuffer.MAX_GROUP_LINES, head.lines().size());
      buffer.settle(head);
      LogBatch rest = take(1).get(0);
      assertEquals(LogBuffer.MAX_GROUP_LINES + 1L, rest.lines().get(0).lineNumber());
      buffer.settle(rest);
      assertTrue(buffer.isEmpty());
      assertEquals(0, buffer.bytes());
      assertEquals(0, buffer.lines());
    }

    @Test
    void that_failed_comes_again_as_it_was_after_its_pause() {
      add(A, 0);
      LogBatch batch = take(1000).get(0);
      add(A, 1001);
      ExecutionQueue queue = buffer.giveBack(batch);
      queue.failed(new IllegalStateException());
      queue.retryAt(5000, false);
      assertEquals(3000, buffer.nanosUntilDue(2000, true));
      assertEquals(List.of(1L, 2L), numbers(take(5000).get(0)));
    }

    @Test
    void of_one_that_spoils_the_others_holds_it_alone() {
      add(A, 0);
      add(B, 1);
      buffer.find(A).failed(new IllegalStateException());
      buffer.find(A).retryAt(0, true);
      assertEquals(List.of(A), take(2000).stream().map(LogBatch::id).toList());
    }

    private List<Long> numbers(LogBatch batch) {
      return batch.lines().stream().map(LogEntry::lineNumber).toList();
    }
  }

  @Test
  void checkpoints_without_lines_replace_each_other_but_never_one_that_is_being_written() {
    LogCheckpoint first = transaction -> {};
    LogCheckpoint second = transaction -> {};
    LogCheckpoint third = transaction -> {};
    buffer.add(A, PendingEntry.of(null, first, 0));
    LogBatch written = take(1000).get(0);
    buffer.add(A, PendingEntry.of(null, second, 1000));
    buffer.add(A, PendingEntry.of(null, third, 1001));
    buffer.settle(written);
    assertEquals(first, written.checkpoint());
    assertEquals(1, buffer.find(A).size());
    assertEquals(third, take(3000).get(0).checkpoint());
  }

  @Test
  void pauses_between_attempts_double_up_to_a_limit() {
    Backoff shortest = new Backoff(() -> 0L);
    long second = 1_000_000_000L;
    assertTrue(shortest.nanos(1) >= 25_000_000L && shortest.nanos(1) <= 50_000_000L);
    assertTrue(shortest.nanos(40) >= second && shortest.nanos(40) <= 2 * second);
  }
}
