package io.energyops.it.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.event.Event;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.execution.Execution;
import io.energyops.it.execution.Engine;
import io.energyops.run.ExecutionStatus;
import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenExecutorTest {

  @TempDir Path directory;

  private final ClassLoader context = new ClassLoader(getClass().getClassLoader()) {};
  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final ExecutorService host =
      Executors.newFixedThreadPool(
          6,
          task -> {
            Thread thread = new Thread(task, "host-" + count.incrementAndGet());
            thread.setContextClassLoader(context);
            made.add(thread);
            return thread;
          });
  private Engine engine;

  @BeforeEach
  void engine() {
    engine = new Engine(Engine.On.SQLITE, directory.resolve("data"));
  }

  @AfterEach
  void end() {
    host.shutdownNow();
  }

  @Test
  void runs_every_listener_and_sink_and_is_left_as_it_was() throws Exception {
    Set<String> listeners = ConcurrentHashMap.newKeySet();
    Set<String> sinks = ConcurrentHashMap.newKeySet();
    Set<String> outputs = ConcurrentHashMap.newKeySet();
    try (EnergyOps ops = engine.builder().executor(host).open()) {
      CountDownLatch event = new CountDownLatch(1);
      var subscription =
          ops.events()
              .subscribe(
                  Topic.of("topic"),
                  SubscriptionOptions.live(),
                  delivered -> {
                    sinks.add(Thread.currentThread().getName());
                    event.countDown();
                  });
      Execution run = HostWork.start(ops, "print(1)\nprint(2)\n");
      try (var log =
          ops.executionLogs()
              .follow(run.id(), 1, line -> listeners.add(Thread.currentThread().getName()))) {
        log.completion().get(120, TimeUnit.SECONDS);
      }
      ops.executions().await(run.id(), HostWork.LIMIT);
      ops.events().publish(Topic.of("topic"), Event.of("said", Map.of()));
      assertTrue(event.await(120, TimeUnit.SECONDS));
      subscription.close();
      Path script = Files.writeString(directory.resolve("s.py"), "print('x')\n");
      try (RunningScript running =
          ops.sandbox()
              .executeScript(
                  script,
                  List.of(),
                  SandboxOptions.builder()
                      .output((stream, time, data) -> outputs.add(Thread.currentThread().getName()))
                      .build())) {
        running.completion().get(120, TimeUnit.SECONDS);
      }
    }

    for (Set<String> names : List.of(listeners, sinks, outputs)) {
      assertTrue(!names.isEmpty(), "nobody was called");
      assertTrue(names.stream().allMatch(name -> name.startsWith("host-")), names::toString);
    }
    assertLeftAsItWas();
  }

  @Test
  void that_refuses_everything_stops_no_run_and_no_delivery() throws Exception {
    try (EnergyOps ops =
        engine
            .builder()
            .executor(
                task -> {
                  throw new RejectedExecutionException("full");
                })
            .open()) {
      HostWork.round(ops);
    }
    engine.open().close();
  }

  @Test
  void that_dies_under_a_run_leaves_the_run_to_the_engine() throws Exception {
    try (EnergyOps ops = engine.builder().executor(host).open()) {
      Path go = directory.resolve("go");
      Execution run =
          HostWork.startAndSee(
              ops,
              "import os, time\nprint('up', flush=True)\nwhile not os.path.exists('"
                  + go
                  + "'): time.sleep(0.05)\nprint('down')\n");

      host.shutdownNow();
      Files.writeString(go, "");

      assertEquals(
          ExecutionStatus.COMPLETED, ops.executions().await(run.id(), HostWork.LIMIT).status());
      assertEquals(2, Engine.log(ops, run.id()).size());
      HostWork.round(ops);
    }
  }

  private void assertLeftAsItWas() throws Exception {
    Queue<ClassLoader> loaders = new ConcurrentLinkedQueue<>();
    Queue<Boolean> flags = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(1);
    AtomicInteger waiting = new AtomicInteger();
    for (int i = 0; i < made.size(); i++) {
      host.execute(
          () -> {
            loaders.add(Thread.currentThread().getContextClassLoader());
            flags.add(Thread.currentThread().isInterrupted());
            waiting.incrementAndGet();
            await(all);
          });
    }
    Awaitility.await().until(() -> waiting.get() == made.size());
    all.countDown();
    assertEquals(made.size(), loaders.size());
    loaders.forEach(loader -> assertSame(context, loader));
    assertTrue(flags.stream().noneMatch(flag -> flag), flags::toString);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
