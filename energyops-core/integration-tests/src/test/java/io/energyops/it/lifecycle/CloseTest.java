package io.energyops.it.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.activity.ActivityQuery;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.event.Event;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.execution.Execution;
import io.energyops.execution.ExternalRun;
import io.energyops.execution.RunRequest;
import io.energyops.it.execution.Engine;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.log.LogSubscription;
import io.energyops.notification.NotificationQuery;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.sandbox.SandboxOptions;
import io.energyops.script.RunningPolicy;
import io.energyops.script.Script;
import io.energyops.script.ScriptQuery;
import io.energyops.script.ScriptUpload;
import io.energyops.storage.local.LocalStorage;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportQuery;
import io.energyops.upload.ImportRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.On.class)
class CloseTest {

  /** So that what hangs does not hold up the build; the bound itself is far below. */
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private static final Duration LIMIT = Duration.ofSeconds(8);

  private static final String ENDLESS =
      "import time\nprint('up', flush=True)\nwhile True: time.sleep(0.1)\n";

  @Parameter Engine.On database;

  @TempDir Path directory;

  private final ExecutorService host = Executors.newCachedThreadPool();
  private Engine engine;

  @BeforeEach
  void engine() {
    engine = new Engine(database, directory.resolve("data"));
  }

  @AfterEach
  void end() {
    host.shutdownNow();
  }

  private EnergyOps open() {
    return engine.builder().closeLimit(LIMIT).open();
  }

  private static void close(EnergyOps ops) {
    assertTimeoutPreemptively(AT_MOST, ops::close);
  }

  @Test
  void leaves_runs_to_the_next_opening_and_tells_whoever_waits_for_them() throws Exception {
    EnergyOps ops = open();
    Execution run =
        HostWork.startAndSee(
            ops,
            "import os, time\nprint('up', flush=True)\n"
                + "while not os.path.exists('"
                + directory.resolve("go")
                + "'): time.sleep(0.05)\nprint('down')\n");
    LogSubscription log = ops.executionLogs().follow(run.id(), 1, line -> {});
    Future<?> awaiting = host.submit(() -> ops.executions().await(run.id(), HostWork.LIMIT));

    close(ops);

    assertEquals(ErrorCode.CLOSED, failure(log.completion()).code());
    assertEquals(ErrorCode.CLOSED, failure(awaiting).code());
    try (EnergyOps again = open()) {
      Files.writeString(directory.resolve("go"), "");
      assertEquals(
          ExecutionStatus.COMPLETED, again.executions().await(run.id(), HostWork.LIMIT).status());
      assertEquals(2, Engine.log(again, run.id()).size());
    }
  }

  @Test
  void answers_a_kill_whose_outcome_it_does_not_see() throws Exception {
    EnergyOps ops = open();
    Execution run =
        HostWork.startAndSee(
            ops, "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + ENDLESS);
    CompletableFuture<KillResult> kill = ops.processes().killProcess(run.id());

    close(ops);

    KillResult result = kill.get(60, TimeUnit.SECONDS);
    assertInstanceOf(KillResult.Unconfirmed.class, result);
    try (EnergyOps again = open()) {
      assertEquals(
          ExecutionStatus.CANCELLED, again.executions().await(run.id(), HostWork.LIMIT).status());
    }
  }

  @Test
  void does_not_wait_for_a_listener_that_never_returns() throws Exception {
    EnergyOps ops = open();
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Execution run = HostWork.start(ops, "print('up')\n");
    LogSubscription log =
        ops.executionLogs()
            .follow(
                run.id(),
                1,
                line -> {
                  reached.countDown();
                  Held.until(released);
                });
    assertTrue(reached.await(120, TimeUnit.SECONDS));

    close(ops);

    assertTrue(log.completion().isDone());
    engine.open().close();
    released.countDown();
  }

  @Test
  void does_not_wait_for_a_storage_that_hangs_and_loses_nothing_by_it() throws Exception {
    HeldStorage storage = new HeldStorage(LocalStorage.open(directory.resolve("files")));
    EnergyOps ops = engine.builder().storage(storage).closeLimit(LIMIT).open();
    Script script =
        ops.scripts()
            .upload(
                ScriptUpload.of("model.py", "print(1)\nopen('outputs/a.txt', 'w').write('a')\n"));
    storage.holds = true;
    Execution run = ops.executions().run(RunRequest.of(script.ref()));
    assertTrue(storage.reached.await(120, TimeUnit.SECONDS));

    close(ops);

    storage.holds = false;
    storage.released.countDown();
    try (EnergyOps again = engine.builder().storage(storage).open()) {
      assertEquals(
          ExecutionStatus.COMPLETED, again.executions().await(run.id(), HostWork.LIMIT).status());
      assertEquals(1, again.executions().artefacts(run.id()).size());
    }
    storage.close();
  }

  @Test
  void refuses_the_rest_of_an_import_under_way_and_the_next_opening_removes_its_rows()
      throws Exception {
    EnergyOps ops = open();
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Future<?> importing =
        host.submit(
            () ->
                ops.imports()
                    .importFile(
                        HostWork.snapshot(20_000),
                        ImportRequest.of(Dataset.MARKET_SNAPSHOT)
                            .withProgress(
                                progress -> {
                                  reached.countDown();
                                  Held.until(released);
                                })));
    assertTrue(reached.await(120, TimeUnit.SECONDS));

    close(ops);
    released.countDown();

    assertEquals(ErrorCode.CLOSED, failure(importing).code());
    engine.open().close();
    assertEquals(0, engine.count("market_snapshot_data"));
    assertEquals(0, engine.count("import"));
  }

  @Test
  void does_its_work_on_an_interrupted_thread_and_keeps_the_flag() {
    EnergyOps ops = open();
    ExecutionId id = external(ops);
    ops.logs().addLog(new LogEntry(id, 1, LogLevel.INFO, "kept", Instant.EPOCH));
    OwnThreads threads = new OwnThreads();

    Thread.currentThread().interrupt();
    ops.close();

    assertTrue(Thread.interrupted());
    assertEquals(1, engine.count("test_script_log"));
    assertEquals(List.of(), threads.names());
    engine.open().close();
  }

  @Test
  void may_be_called_many_times_at_once() throws Exception {
    EnergyOps ops = open();
    HostWork.importRows(ops, 5);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(
          host.submit(
              () -> {
                go.await();
                ops.close();
                // Whichever call did it: the directory is free when one of them returns.
                return directory;
              }));
    }

    go.countDown();

    for (Future<?> call : calls) {
      call.get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
    }
    ops.close();
    engine.open().close();
  }

  @Test
  void in_a_callback_begins_and_returns() throws Exception {
    EnergyOps ops = open();
    CountDownLatch returned = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    var subscription =
        ops.events()
            .subscribe(
                Topic.of("topic"),
                SubscriptionOptions.live(),
                event -> {
                  try {
                    ops.close();
                  } catch (Throwable e) {
                    thrown.set(e);
                  }
                  returned.countDown();
                });

    ops.events().publish(Topic.of("topic"), Event.of("end", Map.of()));

    assertTrue(returned.await(AT_MOST.toSeconds(), TimeUnit.SECONDS));
    assertEquals(null, thrown.get());
    close(ops);
    assertTrue(subscription.closed());
    engine.open().close();
  }

  @Test
  void makes_every_method_say_that_it_is_closed() throws Exception {
    EnergyOps ops = open();
    Script script = ops.scripts().upload(ScriptUpload.of("model.py", "print(1)\n"));
    ExecutionId id = external(ops);
    var scripts = ops.scripts();
    var executions = ops.executions();
    var logs = ops.logs();
    var executionLogs = ops.executionLogs();
    var events = ops.events();
    var imports = ops.imports();
    var market = ops.market();
    var notifications = ops.notifications();
    var activities = ops.activities();
    var processes = ops.processes();
    var sandbox = ops.sandbox();
    Path file = Files.writeString(directory.resolve("s.py"), "print(1)\n");
    Process process = new ProcessBuilder("sleep", "60").start();
    processes.registerProcess(id, process);

    close(ops);

    Instant now = Instant.EPOCH;
    List<Map.Entry<String, Executable>> calls =
        List.of(
            Map.entry("scripts()", ops::scripts),
            Map.entry("executions()", ops::executions),
            Map.entry("logs()", ops::logs),
            Map.entry("executionLogs()", ops::executionLogs),
            Map.entry("events()", ops::events),
            Map.entry("imports()", ops::imports),
            Map.entry("validators()", ops::validators),
            Map.entry("market()", ops::market),
            Map.entry("throttler()", ops::throttler),
            Map.entry("notifications()", ops::notifications),
            Map.entry("activities()", ops::activities),
            Map.entry("processes()", ops::processes),
            Map.entry("sandbox()", ops::sandbox),
            Map.entry("storage()", ops::storage),
            Map.entry("schema()", ops::schema),
            Map.entry("dataDirectory()", ops::dataDirectory),
            Map.entry("scripts.find", () -> scripts.find(script.id())),
            Map.entry("scripts.list", () -> scripts.list(ScriptQuery.all())),
            Map.entry("scripts.archive", () -> scripts.archive(script.id())),
            Map.entry("scripts.delete", () -> scripts.delete(script.id(), RunningPolicy.REFUSE)),
            Map.entry(
                "scripts.upload", () -> scripts.upload(ScriptUpload.of("b.py", "print(1)\n"))),
            Map.entry("executions.run", () -> executions.run(RunRequest.of(script.ref()))),
            Map.entry(
                "executions.registerExternal",
                () -> executions.registerExternal(ExternalRun.of(script.ref()))),
            Map.entry("executions.find", () -> executions.find(id)),
            Map.entry("executions.await", () -> executions.await(id, Duration.ofSeconds(1))),
            Map.entry("executions.artefacts", () -> executions.artefacts(id)),
            Map.entry(
                "logs.addLog", () -> logs.addLog(new LogEntry(id, 9, LogLevel.INFO, "late", now))),
            Map.entry("executionLogs.tail", () -> executionLogs.tail(id, 1)),
            Map.entry("executionLogs.follow", () -> executionLogs.follow(id, 1, line -> {})),
            Map.entry(
                "events.subscribe",
                () -> events.subscribe(Topic.of("t"), SubscriptionOptions.live(), e -> {})),
            Map.entry(
                "imports.importFile",
                () ->
                    imports.importFile(
                        HostWork.snapshot(2), ImportRequest.of(Dataset.MARKET_SNAPSHOT))),
            Map.entry("imports.list", () -> imports.list(ImportQuery.all())),
            Map.entry(
                "market.records",
                () -> market.records(now, now.plusSeconds(900)).iterator().hasNext()),
            Map.entry("notifications.list", () -> notifications.list(NotificationQuery.latest())),
            Map.entry("activities.list", () -> activities.list(ActivityQuery.latest())),
            Map.entry("processes.registerProcess", () -> processes.registerProcess(id, process)),
            Map.entry("processes.killProcess", () -> processes.killProcess(id)),
            Map.entry("processes.isProcessRunning", () -> processes.isProcessRunning(id)),
            Map.entry("processes.cleanup", processes::cleanupStaleProcesses),
            Map.entry(
                "sandbox.executeScript",
                () -> sandbox.executeScript(file, List.of(), SandboxOptions.defaults())));
    for (var call : calls) {
      EnergyOpsException refused =
          assertThrows(EnergyOpsException.class, call.getValue(), call.getKey());
      assertEquals(ErrorCode.CLOSED, refused.code(), call.getKey());
    }
    events.publish(Topic.of("topic"), Event.of("nobody", Map.of()));
    assertTrue(process.isAlive(), "a process of the host was ended");
    process.destroyForcibly();
  }

  @Test
  void leaves_nothing_in_the_data_directory_open() {
    EnergyOps ops = open();
    close(ops);

    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      List<String> held =
          files
              .map(CloseTest::target)
              .filter(target -> target.startsWith(directory.toString()))
              .toList();
      assertEquals(List.of(), held);
    } catch (java.io.IOException e) {
      assertFalse(Files.exists(Path.of("/proc/self/fd")), "Linux has it");
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (java.io.IOException e) {
      return "";
    }
  }

  private static ExecutionId external(EnergyOps ops) {
    Script script = ops.scripts().upload(ScriptUpload.of("external.py", "print(1)\n"));
    return ops.executions().registerExternal(ExternalRun.of(script.ref())).id();
  }

  private static EnergyOpsException failure(Future<?> future) {
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> future.get(120, TimeUnit.SECONDS));
    return assertInstanceOf(EnergyOpsException.class, thrown.getCause());
  }
}
