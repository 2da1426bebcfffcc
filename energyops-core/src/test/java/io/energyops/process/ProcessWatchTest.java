package io.energyops.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessWatchTest {

  @TempDir Path root;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CompletableFuture<RunEnd> ended = new CompletableFuture<>();
  private final AtomicBoolean refuse = new AtomicBoolean();
  private Runs runs;

  @BeforeEach
  void open() {
    runs = new Runs(root);
  }

  @AfterEach
  void close() {
    runs.close();
    scheduler.shutdownNow();
  }

  private ProcessWatch<StartRecord, RunEnd> watch(SupervisedProcess run, long from) {
    return ProcessWatch.start(
        run,
        from,
        Duration.ofMillis(100),
        scheduler,
        new ProcessWatch.Listener<>() {
          @Override
          public void started(StartRecord start) {
            heard.add("started");
          }

          @Override
          public void frames(List<Frame> frames) {
            if (refuse.compareAndSet(true, false)) {
              throw new IllegalStateException("the database is down");
            }
            frames.forEach(f -> heard.add(new String(f.payload(), StandardCharsets.UTF_8)));
          }

          @Override
          public void ended(RunEnd end) {
            heard.add("ended");
            ended.complete(end);
          }
        });
  }

  @Test
  void events_come_in_order_and_the_end_comes_last() {
    ProcessWatch<StartRecord, RunEnd> watch =
        watch(runs.shell("echo a; sleep 0.1; echo b >&2; exit 4"), 0);
    ended.orTimeout(10, TimeUnit.SECONDS).join();
    assertEquals(List.of("started", "a\n", "b\n", "ended"), heard);
    watch.close();
  }

  @Test
  void frames_that_were_refused_come_again_and_none_is_lost() {
    refuse.set(true);
    ProcessWatch<StartRecord, RunEnd> watch = watch(runs.shell("echo a; sleep 0.1; echo b"), 0);
    ended.orTimeout(10, TimeUnit.SECONDS).join();
    assertEquals("startedab", String.join("", heard).replace("\n", "").replace("ended", ""));
    watch.close();
  }

  @Test
  void closing_leaves_the_program_alone_and_another_watch_goes_on_from_the_offset() {
    SupervisedProcess run = runs.shell("echo a; while [ ! -e go ]; do sleep 0.02; done; echo b");
    ProcessWatch<StartRecord, RunEnd> first = watch(run, 0);
    await().until(() -> heard.contains("a\n"));
    first.close();
    assertTrue(run.supervisorAlive());
    assertTrue(root.resolve("go").toFile().mkdir());
    ProcessWatch<StartRecord, RunEnd> second = watch(run, 15);
    ended.orTimeout(10, TimeUnit.SECONDS).join();
    assertEquals(1, heard.stream().filter("a\n"::equals).count());
    assertEquals(1, heard.stream().filter("b\n"::equals).count());
    second.close();
  }

  @Test
  void the_lease_is_kept_fresh_while_it_watches() {
    SupervisedProcess run =
        runs.shell("sleep 1.5; echo lived", s -> s.restartGrace(Duration.ofMillis(800)));
    ProcessWatch<StartRecord, RunEnd> watch = watch(run, 0);
    ExitRecord exit = (ExitRecord) ended.orTimeout(10, TimeUnit.SECONDS).join();
    assertEquals(ExitRecord.Cause.EXITED, exit.cause());
    assertTrue(Files.exists(run.controlDirectory().resolve("exit")));
    watch.close();
  }
}
