package io.energyops.it.log;

import static io.energyops.it.log.LogStore.line;
import static io.energyops.it.log.LogStore.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.ErrorCode;
import io.energyops.log.FullPolicy;
import io.energyops.log.LogBatcher;
import io.energyops.log.LogBatcherBuilder;
import io.energyops.log.LogBufferFullException;
import io.energyops.log.LogFlushException;
import io.energyops.run.ExecutionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** On a data source of the host, which fails. */
@ParameterizedClass
@EnumSource
class LogBatcherFaultTest {

  @TempDir static Path directory;
  private static String schema;
  private static LogStore store;
  @Parameter LogDatabase kind;
  private FaultySource network;
  private ExecutionId id;

  @BeforeParameterizedClassInvocation
  static void openStore(LogDatabase kind) {
    schema = "log_" + UUID.randomUUID();
    store = LogDatabase.of(kind.hostSource(directory), schema);
  }

  @AfterParameterizedClassInvocation
  static void closeStore() {
    store.close();
  }

  @BeforeEach
  void open() {
    network = new FaultySource(kind.hostSource(directory));
    id = store.execution("e");
  }

  private LogBatcherBuilder builder() {
    return LogBatcher.builder(network.source()).schema(schema);
  }

  private void add(LogBatcher batcher, long from, long to) {
    for (long number = from; number <= to; number++) {
      batcher.addLog(line(id, number));
    }
  }

  @Test
  void a_commit_whose_answer_is_lost_is_repeated_without_a_second_row() {
    try (LogBatcher batcher = builder().build()) {
      network.lostAnswers.set(2);
      add(batcher, 1, 120);
      batcher.flush(id);
      assertEquals(upTo(120), store.numbers(id));
      assertEquals(120, batcher.stats().written());
      assertTrue(batcher.stats().retried() >= 1);
      assertEquals(0, batcher.stats().dropped());
    }
  }

  @Test
  void a_pool_that_hides_the_driver_gets_the_same_lines_and_no_second_row() {
    network.hidesDriver = true;
    try (LogBatcher batcher = builder().build()) {
      add(batcher, 1, 120);
      batcher.flush(id);
    }
    try (LogBatcher batcher = builder().build()) {
      add(batcher, 1, 130);
      batcher.flush(id);
    }
    assertEquals(upTo(130), store.numbers(id));
    assertEquals("block 130", store.message(id, 130));
  }

  @Test
  void while_the_database_is_down_a_flush_says_what_is_unwritten_and_nothing_is_lost() {
    try (LogBatcher batcher = builder().flushLimit(Duration.ofMillis(300)).build()) {
      network.down = true;
      add(batcher, 1, 75);
      LogFlushException refused = assertThrows(LogFlushException.class, () -> batcher.flush(id));
      assertEquals(ErrorCode.LOG_FLUSH_FAILED, refused.code());
      assertEquals(75, refused.unwritten());
      add(batcher, 76, 90);
      network.down = false;
      await().until(() -> store.numbers(id).equals(upTo(90)));
    }
  }

  @Test
  void closing_while_the_database_is_down_is_bounded_and_tells_what_is_left() {
    LogBatcher batcher = builder().closeLimit(Duration.ofMillis(200)).build();
    network.down = true;
    add(batcher, 1, 5);
    assertTimeout(Duration.ofSeconds(5), batcher::close);
    assertEquals(5, batcher.stats().queued());
  }

  @Test
  void a_full_buffer_refuses_where_the_policy_says_so() {
    try (LogBatcher batcher =
        builder()
            .maxBufferedBytes(20_000)
            .whenFull(FullPolicy.REFUSE)
            .closeLimit(Duration.ZERO)
            .build()) {
      network.down = true;
      assertThrows(LogBufferFullException.class, () -> add(batcher, 1, 1000));
      assertTrue(batcher.stats().queuedBytes() <= 20_000);
      assertTrue(batcher.stats().queued() > 50);
      assertEquals(1, batcher.stats().refused());
    }
  }

  @Test
  void a_full_buffer_holds_the_producer_until_the_database_is_back() {
    try (LogBatcher batcher = builder().maxBufferedBytes(20_000).build()) {
      network.down = true;
      CompletableFuture<Void> producer = CompletableFuture.runAsync(() -> add(batcher, 1, 2000));
      await().until(() -> batcher.stats().queuedBytes() > 19_000);
      assertTrue(batcher.stats().queuedBytes() <= 20_000);
      network.down = false;
      producer.orTimeout(20, TimeUnit.SECONDS).join();
      batcher.flush(id);
      assertEquals(upTo(2000), store.numbers(id));
      assertEquals(0, batcher.stats().refused());
    }
  }

  @Test
  void a_producer_is_not_held_longer_than_the_limit() {
    try (LogBatcher batcher =
        builder()
            .maxBufferedBytes(2_000)
            .blockLimit(Duration.ofMillis(100))
            .closeLimit(Duration.ZERO)
            .build()) {
      network.down = true;
      assertThrows(LogBufferFullException.class, () -> add(batcher, 1, 1000));
    }
  }

  @Test
  void an_interrupted_producer_keeps_its_flag_and_learns_that_the_line_was_not_taken() {
    try (LogBatcher batcher = builder().maxBufferedBytes(2_000).closeLimit(Duration.ZERO).build()) {
      network.down = true;
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      AtomicReference<Boolean> flag = new AtomicReference<>();
      Thread producer =
          new Thread(
              () -> {
                thrown.set(assertThrows(LogBufferFullException.class, () -> add(batcher, 1, 1000)));
                flag.set(Thread.currentThread().isInterrupted());
              });
      producer.start();
      await().until(() -> producer.getState() == Thread.State.TIMED_WAITING);
      producer.interrupt();
      await().until(() -> flag.get() != null);
      assertTrue(flag.get());
      assertTrue(thrown.get().getMessage().contains("interrupted"));
    }
  }

  @Test
  void a_lock_that_another_program_holds_for_long_loses_nothing() throws SQLException {
    try (LogBatcher batcher = builder().flushLimit(Duration.ofMillis(800)).build();
        Connection other = kind.hostSource(directory).getConnection();
        Statement statement = other.createStatement()) {
      // The other program is about to delete the execution; on SQLite it has the one write lock.
      other.setAutoCommit(false);
      String table = kind == LogDatabase.SQLITE ? "" : '"' + schema + "\".";
      statement.executeUpdate("delete from " + table + "test_script_execution");
      add(batcher, 1, 60);
      LogFlushException refused = assertThrows(LogFlushException.class, () -> batcher.flush(id));
      assertEquals(60, refused.unwritten());
      other.rollback();
      // SQLite's driver begins the next transaction, with the lock, at once.
      other.setAutoCommit(true);
      await().ignoreExceptions().until(() -> store.numbers(id).equals(upTo(60)));
      assertEquals(0, batcher.stats().dropped());
    }
  }
}
