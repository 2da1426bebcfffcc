package io.energyops.it.log;

import static io.energyops.it.log.LogStore.line;
import static io.energyops.it.log.LogStore.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.log.LogBatcher;
import io.energyops.log.LogFlushException;
import io.energyops.run.ExecutionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
class LogBatcherTest {

  @TempDir static Path directory;
  private static LogStore store;
  @Parameter LogDatabase kind;
  private LogBatcher batcher;

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
    batcher = LogBatcher.builder(store.database()).build();
  }

  @AfterEach
  void close() {
    batcher.close();
  }

  private void add(ExecutionId id, long from, long to) {
    for (long number = from; number <= to; number++) {
      batcher.addLog(line(id, number));
    }
  }

  @Nested
  class Every_line_is_stored_once {

    @Test
    void with_a_nul_byte_in_one_of_a_hundred() {
      ExecutionId id = store.execution("e");
      for (long number = 1; number <= 100; number++) {
        batcher.addLog(line(id, number, number == 50 ? "a\0b" : "block " + number));
      }
      batcher.flush(id);
      assertEquals(upTo(100), store.numbers(id));
      assertEquals("a\u2400b", store.message(id, 50));
      assertEquals("block 51", store.message(id, 51));
    }

    @Test
    void with_any_text_unchanged() {
      ExecutionId id = store.execution("e");
      List<String> texts =
          new ArrayList<>(
              List.of(
                  "", " ", "\\N", "\\.", "\\", "\\t", "a\tb", "\t", "a\nb", "\r\n", "\u2028",
                  "'\""));
      SplittableRandom random = new SplittableRandom(11);
      for (int i = 0; i < 300; i++) {
        texts.add(
            random
                .ints(random.nextInt(40), 1, 0x2_0000)
                .filter(Character::isDefined)
                .filter(point -> point > 0xFFFF || !Character.isSurrogate((char) point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
      }
      for (int i = 0; i < texts.size(); i++) {
        batcher.addLog(line(id, i + 1, texts.get(i)));
      }
      batcher.flush(id);
      for (int i = 0; i < texts.size(); i++) {
        assertEquals(texts.get(i), store.message(id, i + 1), "line " + (i + 1));
      }
    }

    @Test
    void when_a_reader_that_crashed_after_the_commit_reads_its_spool_again() {
      ExecutionId id = store.execution("e");
      add(id, 1, 1000);
      batcher.flush(id);
      try (LogBatcher next = LogBatcher.builder(store.database()).build()) {
        for (long number = 1; number <= 1100; number++) {
          next.addLog(line(id, number));
        }
        next.flush(id);
        assertEquals(1100, next.stats().written());
        assertEquals(0, next.stats().dropped());
      }
      assertEquals(upTo(1100), store.numbers(id));
    }

    @RepeatedTest(3)
    void by_many_producers_at_once_in_order(RepetitionInfo repetition) {
      SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
      List<CompletableFuture<Void>> producers = new ArrayList<>();
      List<ExecutionId> ids = new ArrayList<>();
      for (int producer = 0; producer < 6; producer++) {
        ExecutionId id = store.execution("e" + producer);
        SplittableRandom own = random.split();
        ids.add(id);
        producers.add(CompletableFuture.runAsync(() -> produce(id, own)));
      }
      CompletableFuture<Void> all =
          CompletableFuture.allOf(producers.toArray(CompletableFuture[]::new));
      do {
        // At any moment the rows of an execution are a beginning of its log.
        ids.forEach(this::assertBeginning);
      } while (!all.isDone());
      all.join();
      batcher.flushAll();
      ids.forEach(id -> assertEquals(upTo(800), store.numbers(id)));
      assertEquals(6 * 800, batcher.stats().written());
      assertEquals(0, batcher.stats().queued());
      assertEquals(0, batcher.stats().queuedBytes());
    }

    private void assertBeginning(ExecutionId id) {
      List<Long> numbers = store.numbers(id);
      assertEquals(upTo(numbers.size()), numbers);
    }

    private void produce(ExecutionId id, SplittableRandom random) {
      long number = 1;
      while (number <= 800) {
        long last = Math.min(800, number + random.nextInt(1, 90));
        add(id, number, last);
        number = last + 1;
        if (random.nextInt(4) == 0) {
          batcher.flush(id);
          assertEquals(upTo(last), store.numbers(id));
        }
      }
    }
  }

  @Nested
  class A_batch_goes_out {

    @Test
    void when_it_is_full() {
      ExecutionId id = store.execution("e");
      add(id, 1, 50);
      await().atMost(Duration.ofMillis(1500)).until(() -> store.numbers(id).size() == 50);
    }

    @Test
    void two_seconds_after_its_oldest_line_however_many_follow() {
      ExecutionId id = store.execution("e");
      AtomicInteger last = new AtomicInteger();
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(4))
          .until(
              () -> {
                batcher.addLog(line(id, last.incrementAndGet()));
                return !store.numbers(id).isEmpty();
              });
      assertTrue(last.get() < 50, "lines: " + last.get());
    }

    @Test
    void together_with_those_of_other_executions() {
      List<ExecutionId> ids = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ids.add(store.execution("e" + i));
      }
      ids.forEach(id -> add(id, 1, 3));
      batcher.flushAll();
      ids.forEach(id -> assertEquals(upTo(3), store.numbers(id)));
      assertTrue(batcher.stats().batches() <= 3, "batches: " + batcher.stats().batches());
      assertTrue(batcher.stats().p95().toNanos() > 0);
    }

    @Test
    void at_close_and_nothing_is_taken_after_it() {
      ExecutionId id = store.execution("e");
      add(id, 1, 7);
      batcher.close();
      batcher.close();
      assertEquals(upTo(7), store.numbers(id));
      ConflictException refused =
          assertThrows(ConflictException.class, () -> batcher.addLog(line(id, 8)));
      assertEquals(ErrorCode.CLOSED, refused.code());
    }
  }

  @Nested
  class Lines_that_can_never_be_stored {

    @Test
    void are_dropped_aloud_when_the_number_has_another_content_and_harm_nobody_else() {
      ExecutionId faulty = store.execution("faulty");
      ExecutionId fine = store.execution("fine");
      add(faulty, 1, 2);
      batcher.flush(faulty);
      batcher.addLog(line(faulty, 2, "something else"));
      batcher.addLog(line(faulty, 3));
      add(fine, 1, 3);
      LogFlushException refused = assertThrows(LogFlushException.class, batcher::flushAll);
      assertEquals(ErrorCode.LOG_LINES_DROPPED, refused.code());
      assertEquals(2, refused.unwritten());
      assertEquals(upTo(3), store.numbers(fine));
      assertEquals(upTo(2), store.numbers(faulty));
      assertEquals("block 2", store.message(faulty, 2));
      assertEquals(2, batcher.stats().dropped());
      batcher.flushAll();
    }

    @Test
    void are_dropped_aloud_when_the_execution_is_gone_and_harm_nobody_else() {
      ExecutionId gone = ExecutionId.of("gone");
      ExecutionId fine = store.execution("fine");
      add(gone, 1, 5);
      add(fine, 1, 3);
      assertEquals(5, assertThrows(LogFlushException.class, () -> batcher.flush(gone)).unwritten());
      batcher.flush(fine);
      assertEquals(upTo(3), store.numbers(fine));
      assertEquals(5, batcher.stats().dropped());
      assertEquals(3, batcher.stats().written());
    }

    @Test
    void are_dropped_aloud_when_another_owner_has_the_execution_and_harm_nobody_else() {
      ExecutionId stale = store.execution("stale");
      ExecutionId fine = store.execution("fine");
      batcher.append(line(stale, 1), Checkpoints.fenced(stale, 3, 10));
      batcher.append(line(fine, 1), Checkpoints.fenced(fine, 0, 20));
      LogFlushException refused = assertThrows(LogFlushException.class, batcher::flushAll);
      assertEquals(1, refused.unwritten());
      assertEquals(List.of(), store.numbers(stale));
      assertEquals(upTo(1), store.numbers(fine));
      assertEquals(20, Checkpoints.stored(store, fine));
      assertEquals(0, Checkpoints.stored(store, stale));
    }
  }

  @Nested
  class A_checkpoint {

    @Test
    void is_stored_with_its_lines_the_newest_one_alone() {
      ExecutionId id = store.execution("e");
      AtomicInteger runs = new AtomicInteger();
      for (long number = 1; number <= 40; number++) {
        long offset = number * 10;
        batcher.append(
            line(id, number),
            transaction -> {
              runs.incrementAndGet();
              Checkpoints.fenced(id, 0, offset).commit(transaction);
            });
      }
      batcher.flush(id);
      assertEquals(400, Checkpoints.stored(store, id));
      assertEquals(batcher.stats().batches(), runs.get());
    }

    @Test
    void needs_no_line() {
      ExecutionId id = store.execution("e");
      batcher.checkpoint(id, Checkpoints.fenced(id, 0, 70));
      batcher.checkpoint(id, Checkpoints.fenced(id, 0, 80));
      batcher.flush(id);
      assertEquals(80, Checkpoints.stored(store, id));
    }

    @Test
    void that_fails_takes_its_lines_back_is_repeated_and_harms_nobody_else() {
      ExecutionId id = store.execution("e");
      ExecutionId fine = store.execution("fine");
      AtomicInteger attempts = new AtomicInteger();
      batcher.append(
          line(id, 1),
          transaction -> {
            if (attempts.incrementAndGet() < 4) {
              throw new IllegalStateException("broken checkpoint");
            }
          });
      add(fine, 1, 2);
      batcher.flush(fine);
      assertEquals(upTo(2), store.numbers(fine));
      batcher.flush(id);
      assertEquals(upTo(1), store.numbers(id));
      assertEquals(4, attempts.get());
      assertEquals(3, batcher.stats().retried());
    }
  }
}
