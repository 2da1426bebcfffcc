package io.energyops.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinNT;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.process.ExitRecord.Cause;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.LimitKind;
import io.energyops.run.TerminationReason;
import io.energyops.sandbox.Confinement;
import io.energyops.sandbox.IsolationPlan;
import io.energyops.sandbox.IsolationPlanner;
import io.energyops.sandbox.IsolationRequest;
import io.energyops.sandbox.PlainIsolation;
import io.energyops.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

@Tag("windows")
class WindowsSupervisorTest {

  @TempDir Path root;
  private WindowsRuns runs;

  @BeforeEach
  void open() {
    runs = new WindowsRuns(root);
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @Nested
  class The_output {

    @Test
    void is_what_the_program_wrote_on_each_stream_in_its_order() {
      Instant before = Clock.systemUTC().instant().minusMillis(1);
      SupervisedProcess run = runs.run("print", "2001", "0");
      ExitRecord exit = WindowsRuns.exit(run);
      assertEquals(lines(1), WindowsRuns.output(run, Frame.Stream.STDOUT));
      assertEquals(lines(2), WindowsRuns.output(run, Frame.Stream.STDERR));
      assertEquals(lines(1).length() + lines(2).length(), exit.outputBytes());
      try (SpoolReader reader = run.spool(0)) {
        List<Frame> frames = reader.read(Long.MAX_VALUE);
        assertEquals(exit.spoolBytes(), frames.get(frames.size() - 1).nextOffset());
        assertTrue(frames.stream().noneMatch(frame -> frame.time().isBefore(before)));
        assertTrue(
            frames.stream()
                .noneMatch(frame -> frame.time().isAfter(exit.endedAt().plusSeconds(5))));
      }
    }

    @Test
    void is_cut_exactly_at_its_limit_and_the_program_ends() {
      SupervisedProcess run =
          runs.launch(spec -> spec.command(WindowsChild.command("flood")).outputBytes(100_000));
      ExitRecord exit = WindowsRuns.exit(run);
      assertEquals(Cause.OUTPUT_LIMIT, exit.cause());
      assertEquals(100_000, exit.outputBytes());
      assertEquals(100_000, WindowsRuns.output(run, Frame.Stream.STDOUT).length());
      assertTrue(exit.lostBytes() > 0);
      assertEquals(ExecutionStatus.FAILED, Verdict.of(exit).status());
    }

    @Test
    void of_a_grandchild_counts_for_one_silent_grace_and_then_it_is_ended() throws IOException {
      Path go = root.resolve("go.txt");
      SupervisedProcess run =
          runs.launch(
              spec ->
                  spec.grace(Duration.ofSeconds(6))
                      .command(
                          WindowsChild.command(
                              "start-and-end",
                              "inherit",
                              "wait-then-print",
                              go.toString(),
                              "late")));
      await().atMost(WindowsRuns.LIMIT).until(() -> Files.exists(Path.of(go + ".ready")));
      ProcessIdentity program = WindowsRuns.started(run).program();
      await().atMost(WindowsRuns.LIMIT).until(() -> !program.isAlive());
      assertEquals(Optional.empty(), run.end());
      Files.createFile(go);
      ExitRecord exit = WindowsRuns.exit(run);
      assertEquals(Cause.EXITED, exit.cause());
      assertEquals(OptionalInt.of(0), exit.exitCode());
      assertTrue(WindowsRuns.output(run, Frame.Stream.STDOUT).contains("late"));
      assertEquals(1, exit.leftover().size(), exit.leftover().toString());
      assertEquals(List.of(), exit.survivors());
    }
  }

  @Nested
  class The_end {

    @Test
    void has_the_exit_code_of_the_program() {
      ExitRecord exit = WindowsRuns.exit(runs.run("print", "1", "42"));
      assertEquals(Cause.EXITED, exit.cause());
      assertEquals(OptionalInt.of(42), exit.exitCode());
      assertEquals("exit code 42", Verdict.of(exit).message());
      assertFalse(exit.forced());
      assertFalse(exit.endedAt().isBefore(exit.startedAt()));
    }

    @Test
    void has_an_exit_code_that_is_no_byte() {
      assertEquals(
          OptionalInt.of(-1073741819),
          WindowsRuns.exit(runs.run("print", "1", "-1073741819")).exitCode());
    }

    @Test
    void of_a_program_that_does_not_exist_is_no_exit_code() {
      SupervisedProcess run =
          runs.launch(spec -> spec.command(List.of("C:\\nowhere\\python.exe", "x")));
      ExitRecord exit = WindowsRuns.exit(run);
      assertEquals(Cause.COULD_NOT_START, exit.cause());
      assertEquals(OptionalInt.empty(), exit.exitCode());
      assertTrue(exit.message().orElseThrow().contains("nowhere"));
      assertEquals(Optional.empty(), run.started());
      assertEquals(TerminationReason.COULD_NOT_START, Verdict.of(exit).reason());
    }

    @Test
    void comes_at_the_wall_time() {
      SupervisedProcess run =
          runs.launch(
              spec ->
                  spec.wallTime(Duration.ofMillis(1500))
                      .command(WindowsChild.command("sleep", file("a"))));
      ExitRecord exit = WindowsRuns.exit(run);
      assertEquals(Cause.TIME_LIMIT, exit.cause());
      assertEquals(ExecutionStatus.TIMED_OUT, Verdict.of(exit).status());
      assertTrue(exit.runtime().toMillis() >= 1500, exit.toString());
    }

    @Test
    void leaves_no_thread_and_no_open_file() throws IOException {
      SupervisedProcess run = runs.run("print", "1", "0");
      WindowsRuns.exit(run);
      String name = run.controlDirectory().toString();
      await()
          .atMost(WindowsRuns.LIMIT)
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().contains(name)));
      Files.delete(run.controlDirectory().resolve("spool"));
    }

    @Test
    void of_a_program_with_nothing_to_read_and_the_environment_that_was_given() {
      SupervisedProcess reader = runs.run("stdin");
      SupervisedProcess shower = runs.run("environment");
      WindowsRuns.exit(reader);
      assertEquals("read -1", WindowsRuns.output(reader, Frame.Stream.STDOUT).strip());
      WindowsRuns.exit(shower);
      String shown = WindowsRuns.output(shower, Frame.Stream.STDOUT);
      assertTrue(shown.contains("ENERGY=sun"), shown);
      assertFalse(shown.toUpperCase(Locale.ROOT).contains("PATH="), shown);
    }
  }

  @Nested
  class A_kill {

    @Test
    void ends_the_whole_tree_and_names_who_asked() {
      SupervisedProcess run = runs.run("start", "start", "sleep", file("a"));
      ProcessIdentity grandchild = WindowsRuns.said(root.resolve("a.txt"));
      ProcessIdentity program = WindowsRuns.started(run).program();
      run.requestKill(TerminationReason.KILLED_BY_USER, Duration.ofSeconds(5));
      ExitRecord exit = WindowsRuns.exit(run);
      assertEquals(Cause.KILLED, exit.cause());
      assertEquals(Optional.of(TerminationReason.KILLED_BY_USER), exit.requested());
      assertEquals(OptionalInt.empty(), exit.exitCode());
      assertEquals(List.of(), exit.survivors());
      assertTrue(exit.forced());
      assertFalse(program.isAlive());
      assertFalse(grandchild.isAlive());
      assertEquals(ExecutionStatus.CANCELLED, Verdict.of(exit).status());
    }

    @Test
    void ends_a_grandchild_whose_parent_has_ended() {
      SupervisedProcess run = runs.run("start-and-wait", "start-and-end", "sleep", file("a"));
      ProcessIdentity orphan = WindowsRuns.said(root.resolve("a.txt"));
      ProcessIdentity program = WindowsRuns.started(run).program();
      await()
          .atMost(WindowsRuns.LIMIT)
          .until(
              () ->
                  new DescendantTree(ProcReader.system(), program).members().size() == 1
                      && program.isAlive());
      assertTrue(orphan.isAlive());
      run.requestKill(TerminationReason.KILLED_BY_USER, Duration.ZERO);
      assertEquals(Cause.KILLED, WindowsRuns.exit(run).cause());
      assertFalse(orphan.isAlive());
    }

    @Test
    void comes_also_for_what_a_program_left_when_it_ended() {
      SupervisedProcess run = runs.run("start-and-end", "sleep", file("a"));
      long left = WindowsRuns.saidNumber(root.resolve("a.txt"));
      ExitRecord exit = WindowsRuns.exit(run);
      assertEquals(Cause.EXITED, exit.cause());
      assertEquals(OptionalInt.of(0), exit.exitCode());
      assertEquals(1, exit.leftover().size());
      assertFalse(ProcessHandle.of(left).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void meets_a_program_of_below_normal_priority() {
      SupervisedProcess run = runs.run("sleep", file("a"));
      ProcessIdentity program = WindowsRuns.said(root.resolve("a.txt"));
      assertEquals(program, WindowsRuns.started(run).program());
      DWORD priority =
          WindowsCalls.on(
                  program.pid(),
                  program.startTicks(),
                  WinNT.PROCESS_QUERY_INFORMATION,
                  Kernel32.INSTANCE::GetPriorityClass)
              .orElseThrow();
      assertEquals(0x4000, priority.intValue());
    }

    @Test
    void lets_the_folder_be_removed_at_once() throws IOException {
      WorkFolder folder = WorkFolder.create(root, "folder");
      Path held = folder.work().resolve("held.txt");
      Files.createFile(folder.work().resolve("read-only"));
      assertTrue(folder.work().resolve("read-only").toFile().setReadOnly());
      SupervisedProcess run =
          runs.launch(
              spec ->
                  spec.controlDirectory(folder.control())
                      .workingDirectory(folder.work())
                      .command(WindowsChild.command("start", "sleep", held.toString())));
      WindowsRuns.said(held);
      assertThrows(IOException.class, () -> Files.delete(held));
      run.requestKill(TerminationReason.KILLED_BY_USER, Duration.ZERO);
      WindowsRuns.exit(run);
      folder.remove();
      assertFalse(Files.exists(root.resolve("folder")));
    }
  }

  @Nested
  class A_job_with_limits {

    @Test
    void holds_a_run_and_the_report_says_what_windows_took() {
      IsolationPlanner planner =
          IsolationPlanner.of(List.of(new PlainIsolation(), JobLimitsOfWindows.tried()));
      IsolationPlan plan = planner.plan(SandboxOptions.builder().memoryBytes(1L << 30).build());
      Enforcement tree =
          plan.enforcements().stream()
              .filter(limit -> limit.limit() == LimitKind.TREE_KILL)
              .findFirst()
              .orElseThrow();
      assertEquals(Optional.of("Job Object"), tree.enforcedBy());
      SupervisedProcess run =
          runs.launch(
              spec ->
                  spec.confinement(
                      plan.confine(
                          WindowsChild.command("print", "1", "7"),
                          "run-1",
                          new IsolationRequest.Places(root, root, root),
                          List.of())));
      assertEquals(OptionalInt.of(7), WindowsRuns.exit(run).exitCode());
    }

    @Test
    void takes_each_limit_or_names_it_as_refused() {
      try (JobObject job = JobObject.create().orElseThrow()) {
        Set<LimitKind> refused = job.limit(new Confinement.JobLimits(1 << 20, 50, 5));
        assertTrue(
            Set.of(LimitKind.MEMORY, LimitKind.CPU, LimitKind.PIDS).containsAll(refused),
            refused.toString());
        assertEquals(Set.of(), job.limit(new Confinement.JobLimits(0, 0, 0)));
      }
    }
  }

  @Nested
  class A_restart_of_the_host {

    private final List<Class<?>> library =
        List.of(
            Supervisor.class,
            Native.class,
            Kernel32.class,
            Gson.class,
            LoggerFactory.class,
            SimpleLogger.class,
            org.jspecify.annotations.Nullable.class);

    @Test
    void ends_every_process_and_the_next_one_says_that_the_node_ended()
        throws IOException, InterruptedException {
      Process owner =
          new ProcessBuilder(
                  WindowsChild.command(
                      WindowsOwner.class,
                      library,
                      root.toString(),
                      "start-and-wait",
                      "start-and-end",
                      "sleep",
                      file("a")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      ProcessIdentity orphan = WindowsRuns.said(root.resolve("a.txt"));
      Path control = root.resolve("run").resolve("control");
      SupervisedProcess run = runs.attach(control);
      ProcessIdentity program = WindowsRuns.started(run).program();
      assertTrue(run.supervisorAlive());
      assertEquals(Optional.empty(), run.end());

      owner.destroyForcibly().waitFor();

      await().atMost(WindowsRuns.LIMIT).until(() -> !orphan.isAlive() && !program.isAlive());
      for (SupervisedProcess found : List.of(run, runs.attach(control))) {
        SupervisorLost lost = assertInstanceOf(SupervisorLost.class, WindowsRuns.end(found));
        assertEquals(TerminationReason.NODE_ENDED, lost.reason());
        assertEquals(RunRecovery.GONE, lost.message());
        assertEquals(List.of(), lost.survivors());
      }
      assertFalse(Supervisor.create(System::nanoTime).outlivesOwner());
    }

    @Test
    void ends_what_still_lives_of_a_run_whose_jvm_is_gone() throws IOException {
      Process left = new ProcessBuilder(WindowsChild.command("start", "sleep", file("a"))).start();
      ProcessIdentity grandchild = WindowsRuns.said(root.resolve("a.txt"));
      ProcessIdentity program = ProcessIdentity.of(left.pid()).orElseThrow();
      ProcessIdentity ended =
          new ProcessIdentity(
              program.pid(), program.startTicks() - 1, program.bootId(), program.pidNamespace());
      ControlDirectory control =
          ControlDirectory.begin(
              WindowsOwner.spec(root.resolve("control"), root).command(List.of("x")).build());
      assertTrue(control.claim(ended));
      control.replace(
          ControlDirectory.STARTED,
          Map.of("supervisor", ended.toMap(), "child", program.toMap(), "startedMicros", 1));
      SupervisorLost lost =
          assertInstanceOf(SupervisorLost.class, WindowsRuns.end(runs.attach(control.path())));
      assertEquals(TerminationReason.NODE_ENDED, lost.reason());
      assertEquals(List.of(), lost.survivors());
      assertFalse(program.isAlive());
      assertFalse(grandchild.isAlive());
    }

    @Test
    void keeps_a_run_that_had_not_begun_from_ever_beginning() {
      LaunchSpec spec =
          WindowsOwner.spec(root.resolve("control"), root).command(List.of("x")).build();
      ControlDirectory control = ControlDirectory.begin(spec);
      SupervisorLost lost =
          assertInstanceOf(SupervisorLost.class, WindowsRuns.end(runs.attach(control.path())));
      assertEquals(TerminationReason.NODE_ENDED, lost.reason());
      assertFalse(control.claim(ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow()));
    }

    @Test
    void inside_one_jvm_finds_the_run_going_on_and_can_end_it() {
      SupervisedProcess run = runs.run("sleep", file("a"));
      ProcessIdentity program = WindowsRuns.said(root.resolve("a.txt"));
      SupervisedProcess found = runs.attach(run.controlDirectory());
      found.touchLease();
      assertEquals(Optional.empty(), found.end());
      found.requestKill(TerminationReason.NODE_CLOSED, Duration.ZERO);
      assertEquals(Optional.of(TerminationReason.NODE_CLOSED), WindowsRuns.exit(found).requested());
      assertFalse(program.isAlive());
      assertTrue(ProcessHandle.current().isAlive());
    }

    @Test
    void does_not_start_a_run_twice() {
      SupervisedProcess run = runs.run("print", "1", "0");
      WindowsRuns.exit(run);
      EnergyOpsException refused =
          assertThrows(
              EnergyOpsException.class,
              () ->
                  runs.launch(
                      spec -> spec.controlDirectory(run.controlDirectory()).command(List.of("x"))));
      assertEquals(ErrorCode.EXECUTION_NOT_STARTED, refused.code());
    }
  }

  private String file(String name) {
    return root.resolve(name + ".txt").toString();
  }

  private static String lines(int first) {
    return IntStream.iterate(first, i -> i <= 2001, i -> i + 2)
        .mapToObj(i -> "line " + i + "\r\n")
        .collect(Collectors.joining());
  }
}
