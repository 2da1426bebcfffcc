package io.energyops.it.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.error.NotFoundException;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.execution.Artefact;
import io.energyops.execution.Execution;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.LimitKind;
import io.energyops.run.TerminationReason;
import io.energyops.sandbox.LimitNotEnforceableException;
import io.energyops.sandbox.SandboxOptions;
import io.energyops.script.RunningPolicy;
import io.energyops.script.Script;
import io.energyops.script.ScriptRefusedException;
import io.energyops.script.ScriptRunningException;
import io.energyops.script.ScriptUpload;
import io.energyops.storage.ByteRange;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What a run of a script does, wherever its rows and files lie. */
abstract class ScriptExecutionTestBase {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Parameter Engine.On database;

  @TempDir Path directory;

  private Engine engine;
  private EnergyOps ops;

  @BeforeEach
  void open() {
    engine = new Engine(database, directory.resolve("data"));
    ops = builder().open();
  }

  EnergyOpsBuilder builder() {
    return engine.builder();
  }

  /** Whether memory is held here. */
  boolean confined() {
    return false;
  }

  /** What is known of where a run is. */
  List<String> metadata() {
    return List.of("pid", "hostname", "registeredAt");
  }

  @AfterEach
  void close() {
    ops.close();
  }

  private Script script(String text) {
    return ops.scripts().upload(ScriptUpload.of("day_ahead.py", text));
  }

  private Execution run(String text) {
    return ops.executions().run(RunRequest.of(script(text).ref()));
  }

  @Test
  void a_script_reads_inputs_writes_outputs_and_its_lines_are_in_the_database() throws Exception {
    Script script =
        script(
            """
            import os, sys
            text = open('inputs/prices.csv').read()
            print('read', len(text))
            print('to stderr', file=sys.stderr)
            open('outputs/result.txt', 'w').write(text.upper())
            os.mkdir('outputs/deep')
            open('outputs/deep/more.txt', 'w').write('x' * 10)
            """);
    Execution run =
        ops.executions()
            .run(
                RunRequest.of(script.ref())
                    .withInput(
                        "prices.csv",
                        InputSource.ofBytes("a,b\n".getBytes(StandardCharsets.UTF_8))));

    ExecutionResult result = ops.executions().await(run.id(), LIMIT);

    assertEquals(ExecutionStatus.COMPLETED, result.status(), result.toString());
    assertEquals(0, result.exitCode().orElseThrow());
    List<LogEntry> log = Engine.log(ops, run.id());
    assertEquals(2, log.size());
    assertEquals("read 4", log.get(0).message());
    assertEquals(LogLevel.STDOUT, log.get(0).level());
    assertEquals("to stderr", log.get(1).message());
    assertEquals(LogLevel.STDERR, log.get(1).level());
    List<Artefact> artefacts = ops.executions().artefacts(run.id());
    assertEquals(
        List.of("deep/more.txt", "result.txt"), artefacts.stream().map(Artefact::name).toList());
    try (InputStream in = ops.storage().open(artefacts.get(1).key(), ByteRange.all())) {
      assertEquals("A,B\n", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Execution stored = ops.executions().find(run.id()).orElseThrow();
    assertEquals(2, stored.outputLines());
    assertTrue(stored.metadata().keySet().containsAll(metadata()));
    assertTrue(stored.completedAt().isPresent());
    assertEquals(1, ops.scripts().find(script.id()).orElseThrow().totalRuns());
    assertEquals("tester@example.org", script.uploadedBy());
    Path workFolder = directory.resolve("data/runs").resolve(run.id().value());
    Awaitility.await().atMost(LIMIT).until(() -> Files.notExists(workFolder));
  }

  @Test
  void lines_are_followed_live_from_the_first_to_the_last() throws Exception {
    Execution run =
        run(
            """
            import time
            for i in range(200):
                print('line', i, flush=True)
                if i % 50 == 0: time.sleep(0.1)
            """);
    Queue<Long> seen = new ConcurrentLinkedQueue<>();
    try (var following =
        ops.executionLogs().follow(run.id(), 1, line -> seen.add(line.lineNumber()))) {
      following.completion().get(60, TimeUnit.SECONDS);
    }
    assertEquals(Stream.iterate(1L, n -> n + 1).limit(200).toList(), List.copyOf(seen));
  }

  @Test
  void the_end_is_told_to_the_dashboard_after_its_commit() {
    Queue<String> types = new ConcurrentLinkedQueue<>();
    try (var subscription =
        ops.events()
            .subscribe(
                Topic.DASHBOARD,
                SubscriptionOptions.live(),
                event -> types.add(event.event().type()))) {
      run("print('fine')");
      Awaitility.await().atMost(LIMIT).until(() -> types.contains("script:complete"));
      run("raise ValueError('no')");
      Awaitility.await().atMost(LIMIT).until(() -> types.contains("script:error"));
      assertFalse(subscription.closed());
    }
  }

  @Test
  void a_failing_script_says_so_with_its_exit_code() throws Exception {
    ExecutionResult result = ops.executions().await(run("import sys; sys.exit(137)").id(), LIMIT);
    assertEquals(ExecutionStatus.FAILED, result.status());
    assertEquals(TerminationReason.EXITED, result.reason());
    assertEquals(137, result.exitCode().orElseThrow());
    assertTrue(result.signal().isEmpty());
  }

  @Test
  void a_running_script_is_killed_with_its_children() throws Exception {
    String mark = UUID.randomUUID().toString();
    Execution run =
        run(
            """
            import signal, subprocess, sys, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', MARK],
                                     start_new_session=True)
            print('started', flush=True)
            time.sleep(600)
            """
                .replace("MARK", "'" + mark + "'"));
    Awaitility.await().atMost(LIMIT).until(() -> !Engine.log(ops, run.id()).isEmpty());
    Awaitility.await().atMost(LIMIT).until(() -> marked(mark) == 1);
    assertTrue(ops.processes().isProcessRunning(run.id()));

    KillResult result =
        ops.processes()
            .killProcess(
                run.id(),
                io.energyops.process.KillOptions.defaults().withGrace(Duration.ofMillis(300)))
            .get(30, TimeUnit.SECONDS);

    KillResult.Killed killed = assertInstanceOf(KillResult.Killed.class, result);
    assertTrue(killed.forced());
    assertEquals(0, marked(mark));
    ExecutionResult end = ops.executions().await(run.id(), LIMIT);
    assertEquals(ExecutionStatus.CANCELLED, end.status());
    assertEquals(TerminationReason.KILLED_BY_USER, end.reason());
    List<LogEntry> log = Engine.log(ops, run.id());
    assertTrue(log.get(log.size() - 1).message().contains("tester@example.org"), log.toString());
    assertInstanceOf(KillResult.AlreadyFinished.class, ops.processes().killProcess(run.id()).get());
  }

  /** Processes whose command line has a word; a number would be that of a namespace. */
  private static long marked(String word) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(word))
        .count();
  }

  @Test
  void wall_time_and_output_are_limited_and_the_report_says_what_is_not() throws Exception {
    SandboxOptions options =
        SandboxOptions.builder()
            .wallTime(Duration.ofMillis(700))
            .grace(Duration.ofMillis(200))
            .build();
    Script sleeper = script("import time; time.sleep(600)");
    ExecutionResult late =
        ops.executions()
            .await(
                ops.executions().run(RunRequest.of(sleeper.ref()).withOptions(options)).id(),
                LIMIT);
    assertEquals(ExecutionStatus.TIMED_OUT, late.status());
    Enforcement time = limit(late, LimitKind.TIME);
    assertTrue(time.hit());
    assertEquals(confined(), limit(late, LimitKind.MEMORY).enforcedBy().isPresent());

    Script loud = script("while True: print('x' * 1000)");
    ExecutionResult cut =
        ops.executions()
            .await(
                ops.executions()
                    .run(
                        RunRequest.of(loud.ref())
                            .withOptions(SandboxOptions.builder().outputBytes(100_000).build()))
                    .id(),
                LIMIT);
    assertEquals(TerminationReason.OUTPUT_LIMIT, cut.reason());
  }

  private static Enforcement limit(ExecutionResult result, LimitKind kind) {
    return result.limits().stream().filter(l -> l.limit() == kind).findFirst().orElseThrow();
  }

  @Test
  void a_required_limit_is_enforced_or_refused_before_anything_is_written() throws Exception {
    Script script = script("print(1)");
    SandboxOptions options = SandboxOptions.builder().require(LimitKind.MEMORY).build();
    if (confined()) {
      Execution run = ops.executions().run(RunRequest.of(script.ref()).withOptions(options));
      ExecutionResult result = ops.executions().await(run.id(), LIMIT);
      assertEquals(ExecutionStatus.COMPLETED, result.status());
      assertTrue(limit(result, LimitKind.MEMORY).enforcedBy().isPresent());
      return;
    }
    assertThrows(
        LimitNotEnforceableException.class,
        () -> ops.executions().run(RunRequest.of(script.ref()).withOptions(options)));
    assertEquals(0, engine.count("test_script_execution"));
  }

  @Test
  void a_dangerous_script_is_refused_with_its_place_and_leaves_nothing() {
    ScriptRefusedException refused =
        assertThrows(ScriptRefusedException.class, () -> script("x = 1\nprint(eval('x'))\n"));
    assertEquals(2, refused.verdict().findings().get(0).line());
    assertEquals(0, engine.count("test_script"));
    assertEquals(List.of(), ops.storage().list(""));
  }

  @Test
  void deleting_a_script_takes_everything_of_it_away() throws Exception {
    Script script = script("print('a')\nopen('outputs/x', 'w').write('y')\n");
    ExecutionId id = ops.executions().run(RunRequest.of(script.ref())).id();
    assertEquals(ExecutionStatus.COMPLETED, ops.executions().await(id, LIMIT).status());
    assertEquals(2, ops.storage().list("").size());

    var report = ops.scripts().delete(script.id(), RunningPolicy.REFUSE);

    assertEquals(2, report.filesRemoved());
    assertEquals(0, report.filesPending());
    for (String table :
        List.of(
            "test_script",
            "test_script_execution",
            "test_script_log",
            "program_run",
            "artefact",
            "file_removal")) {
      assertEquals(0, engine.count(table), table);
    }
    assertEquals(List.of(), ops.storage().list(""));
    assertEquals(
        1,
        engine.count(
            "activity",
            "action = 'deleted' and entity_type = 'TestScript' and title = 'Python Script Deleted'"));
    assertThrows(
        NotFoundException.class, () -> ops.scripts().delete(script.id(), RunningPolicy.REFUSE));
  }

  @Test
  void deleting_a_running_script_is_refused_or_stops_it() {
    Script script = script("import time\nprint('up', flush=True)\ntime.sleep(600)\n");
    ExecutionId id = ops.executions().run(RunRequest.of(script.ref())).id();
    Awaitility.await().atMost(LIMIT).until(() -> ops.processes().isProcessRunning(id));
    assertThrows(
        ScriptRunningException.class,
        () -> ops.scripts().delete(script.id(), RunningPolicy.REFUSE));
    assertEquals(
        io.energyops.script.ScriptStatus.ACTIVE,
        ops.scripts().find(script.id()).orElseThrow().status());

    ops.scripts().delete(script.id(), RunningPolicy.STOP);

    assertFalse(ops.processes().isProcessRunning(id));
    assertEquals(0, engine.count("test_script_execution"));
    assertEquals(List.of(), ops.storage().list(""));
  }

  @Test
  void a_missing_interpreter_is_a_failed_run_and_not_a_hanging_one() throws Exception {
    Script script = script("print(1)");
    Execution run =
        ops.executions()
            .run(
                RunRequest.of(script.ref())
                    .withOptions(
                        SandboxOptions.builder().interpreter(Path.of("/no/such/python")).build()));
    ExecutionResult result = ops.executions().await(run.id(), LIMIT);
    assertEquals(TerminationReason.COULD_NOT_START, result.reason());
    assertFalse(Engine.log(ops, run.id()).isEmpty());
  }
}
