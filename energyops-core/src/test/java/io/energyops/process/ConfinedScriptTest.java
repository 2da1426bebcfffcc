package io.energyops.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.energyops.python.InterpreterFolders;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.LimitKind;
import io.energyops.run.TerminationReason;
import io.energyops.sandbox.IsolationPlanner;
import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.sandbox.SandboxOptions;
import io.energyops.sandbox.SandboxOptionsBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts within the strongest walls that this host has, which must be all of them. */
@Tag("kernel")
class ConfinedScriptTest {

  private static final long MIB = 1L << 20;
  private static final Set<String> GROUPS =
      Set.of("cgroup v1", "cgroup v2", "cgroup", "systemd scope");

  /** Where the processor itself is emulated, a second is not worth what it is elsewhere. */
  private static final boolean EMULATED = Boolean.getBoolean("energyops.emulated");

  @TempDir Path root;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private IsolationPlanner planner;
  private SandboxExecutor sandbox;

  @BeforeEach
  void open() {
    planner = planner();
    sandbox = sandbox(planner);
    Set<String> all = Set.of("cgroup v1", "own user", "bubblewrap");
    assumeTrue(
        Set.copyOf(planner.composition()).containsAll(all)
            || planner.composition().containsAll(List.of("cgroup v2", "bubblewrap"))
            || planner.composition().containsAll(List.of("systemd scope", "bubblewrap")),
        () -> "Not all walls stand here: " + planner.composition() + ", " + planner.refused());
  }

  private IsolationPlanner planner() {
    return IsolationPlanner.strongest(
        new TrialRun(root.resolve("runs"), () -> Optional.of(Python.INTERPRETER), System::nanoTime),
        new InterpreterFolders()::of);
  }

  private SandboxExecutor sandbox(IsolationPlanner with) {
    return SandboxExecutors.builder(root.resolve("runs"), scheduler)
        .interpreter(() -> Optional.of(Python.INTERPRETER))
        .hostEnvironment(Map.of("PATH", "/usr/bin:/bin", "DB_PASSWORD", "hunter2"))
        .planner(with)
        .ids(
            () -> {
              ExecutionId id = ExecutionId.of(UUID.randomUUID().toString());
              names.addAll(Set.of("energyops-" + id.value(), "energyops-" + id.value() + ".scope"));
              return id;
            })
        .build();
  }

  @AfterEach
  void close() throws IOException {
    sandbox.close();
    scheduler.shutdownNow();
    try (var entries = Files.list(root.resolve("runs"))) {
      assertEquals(List.of(), entries.toList(), "private folders are left");
    }
    // Systemd takes a scope away a moment after the last process has left it.
    await().untilAsserted(() -> assertEquals(List.of(), groups(), "control groups are left"));
  }

  /** Of the runs of this test; others may run beside it. */
  private List<Path> groups() throws IOException {
    try (var all = Files.walk(Path.of("/sys/fs/cgroup"), 8)) {
      return all.filter(path -> names.contains(path.getFileName().toString())).toList();
    } catch (UncheckedIOException e) {
      // A group of somebody else went away meanwhile.
      return groups();
    }
  }

  private SandboxOptionsBuilder options() {
    return SandboxOptions.builder()
        .grace(Duration.ofMillis(500))
        .cpuPercent(100)
        .output((stream, time, data) -> printed.writeBytes(data));
  }

  private RunningScript start(String source, SandboxOptions options, String... args) {
    try {
      Path script = Files.writeString(root.resolve("script.py"), source);
      return sandbox.executeScript(script, List.of(args), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ExecutionResult run(String source, SandboxOptions options, String... args) {
    return start(source, options, args).completion().orTimeout(100, TimeUnit.SECONDS).join();
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static Enforcement limit(ExecutionResult result, LimitKind kind) {
    return result.limits().stream().filter(e -> e.limit() == kind).findFirst().orElseThrow();
  }

  @Nested
  class Limits {

    @Test
    void are_all_enforced_and_the_report_says_by_what() {
      ExecutionResult result = run("print('on')", options().build());
      assertEquals(ExecutionStatus.COMPLETED, result.status(), result + output());
      List<LimitKind> open = new ArrayList<>();
      for (Enforcement limit : result.limits()) {
        if (limit.enforcedBy().isEmpty()) {
          open.add(limit.limit());
        }
        assertFalse(limit.hit() && limit.limit() != LimitKind.CPU, limit.toString());
      }
      assertEquals(List.of(), open);
    }

    @Test
    void of_memory_end_the_script_with_the_kernels_counter_as_evidence() {
      ExecutionResult result =
          run(
              "print('begin'); hog = bytearray(200 * 2**20); print('alive', len(hog))",
              options().memoryBytes(64 * MIB).build());
      assertEquals(TerminationReason.MEMORY_LIMIT, result.reason(), result + output());
      assertEquals(OptionalInt.of(9), result.signal());
      assertTrue(limit(result, LimitKind.MEMORY).hit());
      assertTrue(limit(result, LimitKind.MEMORY).evidence().orElseThrow().contains("oom_kill"));
      assertEquals("begin\n", output());
    }

    @Test
    void of_memory_that_a_child_hits_are_told_but_not_taken_for_the_end() {
      ExecutionResult result =
          run(
              """
              import subprocess, sys
              code = subprocess.call([sys.executable, '-c', 'bytearray(200 * 2**20)'])
              print('child', code)
              """,
              options().memoryBytes(64 * MIB).build());
      assertEquals(ExecutionStatus.COMPLETED, result.status(), result + output());
      assertEquals("child -9\n", output());
      assertTrue(limit(result, LimitKind.MEMORY).hit());
    }

    @Test
    void of_processes_stop_a_bomb() {
      ExecutionResult result =
          run(
              """
              import os, time
              made = 0
              try:
                  while made < 200:
                      if os.fork() == 0:
                          time.sleep(30)
                          os._exit(0)
                      made += 1
              except OSError as error:
                  print('refused', error.strerror, made < 20)
              """,
              options().maxProcesses(20).build());
      assertEquals(ExecutionStatus.COMPLETED, result.status(), result + output());
      assertEquals("refused Resource temporarily unavailable True\n", output());
      assertTrue(limit(result, LimitKind.PIDS).hit(), result.limits().toString());
    }

    @Test
    void of_the_disk_end_the_script_within_a_second_or_two() {
      ExecutionResult result =
          run(
              """
              import time
              for i in range(100):
                  with open('file%d' % i, 'wb') as file:
                      file.write(bytes(2 ** 20))
                  time.sleep(0.02)
              time.sleep(20)
              """,
              options().diskBytes(20 * MIB).build());
      assertEquals(TerminationReason.DISK_LIMIT, result.reason(), result + output());
      assertTrue(limit(result, LimitKind.DISK).hit());
    }

    @Test
    void of_the_disk_count_files_that_only_stay_open_and_empty_ones() {
      ExecutionResult unlinked =
          run(
              """
              import os, time
              files = []
              for i in range(30):
                  files.append(open('f', 'w+b')); files[-1].write(bytes(2**20)); files[-1].flush()
                  os.unlink('f')
              time.sleep(20)
              """,
              options().diskBytes(20 * MIB).build());
      assertEquals(TerminationReason.DISK_LIMIT, unlinked.reason(), unlinked + output());
      ExecutionResult empty =
          run(
              "import time\nfor i in range(3000): open('/tmp/f%d' % i, 'w').close()\ntime.sleep(20)",
              options().diskEntries(2000).build());
      assertEquals(TerminationReason.DISK_LIMIT, empty.reason(), empty + output());
    }

    @Test
    void of_one_file_and_of_open_files_come_as_errors() {
      ExecutionResult result =
          run(
              """
              try:
                  with open('big', 'wb') as file:
                      file.truncate(50 * 2**20)
              except OSError as error:
                  print(error.strerror)
              files = []
              try:
                  while True:
                      files.append(open('/dev/null'))
              except OSError as error:
                  print(error.strerror, len(files) < 32)
              """,
              options().diskBytes(20 * MIB).maxOpenFiles(32).build());
      assertEquals(ExecutionStatus.COMPLETED, result.status(), result + output());
      assertEquals("File too large\nToo many open files True\n", output());
    }

    @Test
    void of_the_processor_hold_the_script_back() {
      ExecutionResult result =
          run(
              """
              import time
              begin = time.perf_counter()
              while time.perf_counter() - begin < 3:
                  pass
              print(round(time.process_time() / (time.perf_counter() - begin) * 100))
              """,
              options().cpuPercent(50).build());
      int percent = Integer.parseInt(output().strip());
      assertTrue(percent >= 40 && percent <= (EMULATED ? 60 : 55), "share " + percent);
      assertTrue(limit(result, LimitKind.CPU).hit(), result.limits().toString());
    }
  }

  @Nested
  class The_end {

    @Test
    void by_a_signal_is_told_from_an_exit_code_also_through_the_wrapper() {
      ExecutionResult exited = run("raise SystemExit(137)", options().build());
      assertEquals(TerminationReason.EXITED, exited.reason());
      assertEquals(OptionalInt.of(137), exited.exitCode());
      ExecutionResult killed = run("import os\nos.kill(os.getpid(), 9)", options().build());
      assertEquals(TerminationReason.SIGNALLED, killed.reason());
      assertEquals(OptionalInt.of(9), killed.signal());
      assertEquals(Optional.of("killed (signal 9)"), killed.message());
      ExecutionResult crashed = run("import os\nos.abort()", options().build());
      assertEquals(OptionalInt.of(6), crashed.signal());
    }

    @Test
    void on_request_gives_the_script_its_grace() {
      RunningScript script =
          start(
              """
              import signal, sys, time
              def tidy(*_):
                  print('tidied')
                  sys.exit(0)
              signal.signal(signal.SIGTERM, tidy)
              print('on')
              time.sleep(30)
              """,
              options().grace(Duration.ofSeconds(5)).build());
      await().atMost(1, TimeUnit.MINUTES).until(() -> output().contains("on"));
      KillResult result = script.kill().orTimeout(60, TimeUnit.SECONDS).join();
      KillResult.Killed killed = assertInstanceOf(KillResult.Killed.class, result);
      assertFalse(killed.forced(), killed.toString());
      assertEquals("on\ntidied\n", output());
      ExecutionResult end = script.completion().join();
      assertEquals(TerminationReason.KILLED_BY_USER, end.reason());
    }

    @Test
    void takes_with_it_what_left_every_group_and_cleared_its_environment() {
      RunningScript script =
          start(
              """
              import os, signal, time
              if os.fork() == 0:
                  os.setsid()
                  if os.fork() == 0:
                      os.execve('/bin/sh', ['sh', '-c', "trap '' TERM HUP; sleep 47119"], {})
                  os._exit(0)
              signal.signal(signal.SIGTERM, signal.SIG_IGN)
              print('on')
              time.sleep(60)
              """,
              options().build());
      await().atMost(1, TimeUnit.MINUTES).until(() -> output().contains("on"));
      KillResult result = script.kill().orTimeout(60, TimeUnit.SECONDS).join();
      assertTrue(assertInstanceOf(KillResult.Killed.class, result).forced());
      assertFalse(
          ProcessHandle.allProcesses()
              .anyMatch(p -> p.info().commandLine().orElse("").contains("47119")));
    }

    @Test
    void of_a_sandbox_that_cannot_be_entered_says_why() {
      ExecutionResult result =
          run("pass", options().readablePaths(List.of(Path.of("/nowhere/licence"))).build());
      assertEquals(TerminationReason.COULD_NOT_START, result.reason(), result.toString());
      assertTrue(result.message().orElseThrow().contains("/nowhere/licence"), result.toString());
    }
  }

  @Nested
  class The_host {

    @Test
    void cannot_be_seen() throws IOException {
      Path secret = Files.writeString(root.resolve("secret.txt"), "CANARY-file");
      try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        ExecutionResult result =
            run(
                """
                import os, socket, sys
                secret, port, host = sys.argv[1:]
                def attempt(what, action):
                    try:
                        print(what, 'ESCAPED', action())
                    except OSError as error:
                        print(what, type(error).__name__)
                attempt('secret', lambda: open(secret).read())
                attempt('shadow', lambda: open('/etc/shadow').read())
                attempt('port', lambda: socket.create_connection(('127.0.0.1', int(port)), 2))
                attempt('environ', lambda: open('/proc/%s/environ' % host).read())
                attempt('write', lambda: open('/usr/x', 'w'))
                attempt('root', lambda: open('/x', 'w'))
                print(sorted(os.environ))
                print(sorted(p for p in os.listdir('/proc') if p.isdigit()) < ['5'])
                """,
                options().build(),
                secret.toString(),
                Integer.toString(server.getLocalPort()),
                Long.toString(ProcessHandle.current().pid()));
        assertEquals(ExecutionStatus.COMPLETED, result.status(), result + output());
        assertFalse(output().contains("ESCAPED"), output());
        assertFalse(output().contains("hunter2") || output().contains("CANARY"), output());
        assertTrue(output().contains("secret FileNotFoundError"), output());
      }
    }

    @Test
    void gives_the_script_a_folder_and_a_tmp_of_its_own() {
      ExecutionResult result =
          run(
              """
              import os, tempfile
              open('mine', 'w').write('x')
              print(tempfile.NamedTemporaryFile().name.startswith('/tmp/'))
              print(os.environ['HOME'] == os.getcwd(), os.getuid() != 0)
              """,
              options().build());
      assertEquals(ExecutionStatus.COMPLETED, result.status(), result + output());
      assertEquals("True\nTrue True\n", output());
    }
  }

  @Test
  void without_control_groups_the_kernel_ends_what_has_used_its_share_of_the_whole_time()
      throws IOException {
    IsolationPlanner weaker = planner().without(GROUPS);
    try (SandboxExecutor other = sandbox(weaker)) {
      Path script = Files.writeString(root.resolve("script.py"), "while True: pass");
      ExecutionResult result =
          other
              .executeScript(
                  script,
                  List.of(),
                  options().cpuPercent(25).wallTime(Duration.ofSeconds(8)).build())
              .completion()
              .orTimeout(60, TimeUnit.SECONDS)
              .join();
      assertEquals(TerminationReason.CPU_LIMIT, result.reason(), result.toString());
      assertTrue(limit(result, LimitKind.CPU).hit());
      assertEquals(Optional.empty(), limit(result, LimitKind.CPU).enforcedBy());
    }
  }

  @Test
  void without_control_groups_memory_is_refused_to_each_process_by_itself() throws IOException {
    IsolationPlanner weaker = planner().without(GROUPS);
    try (SandboxExecutor other = sandbox(weaker)) {
      Path script = Files.writeString(root.resolve("script.py"), "bytearray(200 * 2**20)");
      ExecutionResult result =
          other
              .executeScript(script, List.of(), options().memoryBytes(64 * MIB).build())
              .completion()
              .orTimeout(60, TimeUnit.SECONDS)
              .join();
      assertEquals(OptionalInt.of(1), result.exitCode(), result.toString());
      assertTrue(output().contains("MemoryError"), output());
    }
  }

  @Test
  void an_own_user_that_cannot_reach_the_scripts_is_not_used() throws IOException {
    assumeTrue(Files.getAttribute(root, "unix:uid").equals(0), "only root may give scripts a user");
    Path locked = Files.createDirectory(root.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    IsolationPlanner planner =
        IsolationPlanner.strongest(
                new TrialRun(locked, () -> Optional.of(Python.INTERPRETER), System::nanoTime),
                new InterpreterFolders()::of)
            .without(Set.of("bubblewrap"));
    assertFalse(planner.composition().contains("own user"), planner.composition().toString());
    assertTrue(
        planner.refused().get("own user").contains("ermission denied"),
        planner.refused().toString());
  }

  @Test
  void each_weaker_composition_runs_scripts_too() {
    for (Set<String> without :
        List.of(
            Set.of("bubblewrap", "own user"),
            Set.of("bubblewrap"),
            GROUPS,
            Set.of("cgroup v1", "cgroup v2", "systemd scope", "bubblewrap", "own user"))) {
      IsolationPlanner weaker = planner().without(without);
      try (SandboxExecutor other = sandbox(weaker)) {
        Path script = Files.writeString(root.resolve("script.py"), "raise SystemExit(5)");
        ExecutionResult result =
            other
                .executeScript(script, List.of(), options().build())
                .completion()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        assertEquals(OptionalInt.of(5), result.exitCode(), weaker.composition() + " " + result);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
