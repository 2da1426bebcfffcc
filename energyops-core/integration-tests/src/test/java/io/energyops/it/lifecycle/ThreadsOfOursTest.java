package io.energyops.it.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.it.execution.Engine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.On.class)
class ThreadsOfOursTest {

  @Parameter Engine.On database;

  @TempDir Path directory;

  private Engine engine;
  private OwnThreads threads;

  @BeforeEach
  void count() {
    engine = new Engine(database, directory.resolve("data"));
    // The server of the tests is not the engine's.
    Collection<String> warmedUp = engine.arguments();
    assertEquals(database == Engine.On.SQLITE, warmedUp.isEmpty());
    threads = new OwnThreads();
  }

  @Test
  void are_named_daemon_and_few_and_gone_after_the_close() throws Exception {
    EnergyOps ops = engine.open();
    HostWork.round(ops);

    Collection<Thread> open = threads.fresh();
    assertFalse(open.isEmpty());
    for (Thread thread : open) {
      assertTrue(thread.getName().startsWith("energyops-"), thread::getName);
      assertTrue(thread.isDaemon(), thread::getName);
      assertEquals(Thread.NORM_PRIORITY, thread.getPriority(), thread::getName);
    }
    assertTrue(open.size() <= 35, () -> threads.names().toString());

    ops.close();

    assertNoneLeft();
  }

  @Test
  void do_not_outlive_an_opening_that_fails_at_its_end() {
    Clock broken =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            throw new IllegalStateException("no time");
          }
        };

    assertThrows(IllegalStateException.class, () -> engine.builder().clock(broken).open().close());

    assertNoneLeft();
    engine.open().close();
  }

  @Test
  void carry_the_context_class_loader_of_the_opening_thread_not_of_their_first_user()
      throws Exception {
    ClassLoader host = new ClassLoader(getClass().getClassLoader()) {};
    Thread.currentThread().setContextClassLoader(host);
    try (EnergyOps ops = engine.open()) {
      Thread.currentThread().setContextClassLoader(null);
      HostWork.round(ops);

      List<String> strange =
          threads.fresh().stream()
              .filter(thread -> thread.getContextClassLoader() == null)
              .map(Thread::getName)
              // Made by the pool's library.
              .filter(name -> !name.contains(":"))
              .toList();
      assertEquals(List.of(), strange);
    } finally {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }
  }

  private void assertNoneLeft() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(0, TimeUnit.MILLISECONDS)
        .untilAsserted(() -> assertEquals(List.of(), threads.names()));
  }
}
