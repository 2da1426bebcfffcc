package io.energyops.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Threads of the host stand for virtual ones here, so that it is tried on every JDK. */
class SqliteThreadsTest {

  private static final String LANES = "energyops-sqlite";

  private final SqliteThreads threads =
      new SqliteThreads(2, thread -> !thread.getName().startsWith(LANES));

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void a_platform_thread_stays_where_it_is() {
    SqliteThreads real = new SqliteThreads(1);

    assertSame(Thread.currentThread(), real.write(Thread::currentThread));
    assertSame(Thread.currentThread(), real.read(Thread::currentThread));
  }

  @Test
  void reads_and_writes_have_platform_threads_of_their_own() {
    Thread writer = threads.write(Thread::currentThread);
    Thread reader = threads.read(Thread::currentThread);

    assertEquals("energyops-sqlite-write-1", writer.getName());
    assertEquals("energyops-sqlite-read-1", reader.getName());
    assertTrue(writer.isDaemon());
    assertFalse(SqliteThreads.virtual(writer));
  }

  @Test
  void work_inside_work_stays_on_its_thread_and_cannot_wait_for_itself() {
    List<Thread> met =
        threads.write(
            () ->
                List.of(
                    Thread.currentThread(),
                    threads.read(Thread::currentThread),
                    threads.write(Thread::currentThread)));

    assertEquals(1, met.stream().distinct().count());
  }

  @Test
  void a_failure_is_thrown_as_it_is_with_the_stack_of_both_sides() {
    IllegalArgumentException failure = new IllegalArgumentException("no");

    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                threads.write(
                    () -> {
                      failure.fillInStackTrace();
                      throw failure;
                    }));

    assertSame(failure, thrown);
    List<String> methods =
        Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getMethodName).toList();
    assertTrue(
        methods.contains("a_failure_is_thrown_as_it_is_with_the_stack_of_both_sides"),
        methods::toString);
    assertFalse(methods.contains("runWorker"), methods::toString);
  }

  @Test
  void after_the_close_nothing_is_taken() {
    threads.close();

    ConflictException refused =
        assertThrows(ConflictException.class, () -> threads.read(() -> "never"));

    assertEquals(ErrorCode.CLOSED, refused.code());
  }

  @Nested
  class AnInterruptedCaller {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void gets_what_has_begun_and_keeps_its_flag() throws Exception {
      AtomicBoolean flag = new AtomicBoolean();
      FutureTask<String> call =
          new FutureTask<>(
              () -> {
                String result = threads.write(this::slow);
                flag.set(Thread.interrupted());
                return result;
              });
      Thread caller = start(call);
      begun.await();

      caller.interrupt();
      Awaitility.await().until(() -> !caller.isInterrupted() || call.isDone());
      assertFalse(call.isDone(), "it left work behind that may commit");
      end.countDown();

      assertEquals("done", call.get());
      assertTrue(flag.get());
    }

    @Test
    void gives_up_what_has_not_begun_which_then_never_begins() throws Exception {
      Thread busy = start(new FutureTask<>(() -> threads.write(this::slow)));
      begun.await();
      AtomicBoolean ran = new AtomicBoolean();
      AtomicBoolean flag = new AtomicBoolean();
      FutureTask<EnergyOpsException> call =
          new FutureTask<>(
              () -> {
                EnergyOpsException refused =
                    assertThrows(
                        EnergyOpsException.class,
                        () ->
                            threads.write(
                                () -> {
                                  ran.set(true);
                                  return "never";
                                }));
                flag.set(Thread.interrupted());
                return refused;
              });
      Thread caller = start(call);

      caller.interrupt();

      assertEquals(ErrorCode.INTERRUPTED, call.get().code());
      assertTrue(flag.get());
      end.countDown();
      busy.join();
      assertEquals("next", threads.write(() -> "next"));
      assertFalse(ran.get());
    }

    private String slow() {
      begun.countDown();
      while (true) {
        try {
          end.await();
          return "done";
        } catch (InterruptedException e) {
          throw new IllegalStateException("the lane was interrupted", e);
        }
      }
    }

    private static Thread start(FutureTask<?> task) {
      Thread thread = new Thread(task, "host");
      thread.start();
      return thread;
    }
  }
}
