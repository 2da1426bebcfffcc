package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.run.KillResult.Survivor;
import io.energyops.run.TerminationReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How a JVM follows its own child. The ways of Windows to hold and end it are tried on Windows, and
 * so is a grandchild that keeps the output open: on Linux the JDK closes it at the child's end.
 */
class FollowedProgramTest {

  @TempDir Path root;

  @Test
  void an_end_by_itself_has_its_code_and_all_output() throws Exception {
    Map<String, @Nullable Object> exit = follow("echo one; echo two >&2; exit 7", spec -> spec);
    assertEquals("exited", exit.get("reason"));
    assertEquals(7, exit.get("exitCode"));
    assertEquals(false, exit.get("forced"));
    assertEquals(8L, exit.get("outputBytes"));
    assertEquals("one\n", output(Frame.Stream.STDOUT));
    assertEquals("two\n", output(Frame.Stream.STDERR));
  }

  @Test
  void the_limit_of_output_ends_it() throws Exception {
    Map<String, @Nullable Object> exit = follow("yes", spec -> spec.outputBytes(10_000));
    assertEquals("output_limit", exit.get("reason"));
    assertEquals(10_000, output(Frame.Stream.STDOUT).length());
    assertNull(exit.get("exitCode"));
    assertTrue((Long) exit.get("discardedBytes") > 0);
  }

  @Test
  void the_limit_of_output_counts_when_the_program_ends_with_it() throws Exception {
    Map<String, @Nullable Object> exit = follow("echo 0123456789", spec -> spec.outputBytes(4));
    assertEquals("output_limit", exit.get("reason"));
    assertEquals("0123", output(Frame.Stream.STDOUT));
  }

  @Test
  void the_wall_time_ends_it() throws Exception {
    Map<String, @Nullable Object> exit =
        follow("echo on; exec sleep 60", spec -> spec.wallTime(Duration.ofMillis(300)));
    assertEquals("time_limit", exit.get("reason"));
    assertEquals(true, exit.get("forced"));
    assertEquals("on\n", output(Frame.Stream.STDOUT));
    assertTrue((Long) exit.get("runtimeMicros") >= 300_000);
  }

  @Test
  void a_request_ends_it_and_is_named() throws Exception {
    Run run = start("exec sleep 60", spec -> spec);
    run.control()
        .replace(
            ControlDirectory.KILL,
            Map.of("requested", TerminationReason.KILLED_BY_USER.wireName(), "graceMillis", 0));
    run.program().wake();
    Map<String, @Nullable Object> exit = run.exit().get(60, TimeUnit.SECONDS);
    assertEquals("killed", exit.get("reason"));
    assertEquals(TerminationReason.KILLED_BY_USER.wireName(), exit.get("requested"));
    assertEquals(List.of(), exit.get("survivors"));
  }

  @Test
  void an_owner_that_shows_no_life_for_the_restart_grace_ends_it() throws Exception {
    Map<String, @Nullable Object> exit =
        follow("echo on; exec sleep 60", spec -> spec.restartGrace(Duration.ofMillis(500)));
    assertEquals("lease_lost", exit.get("reason"));
    assertTrue((Long) exit.get("runtimeMicros") >= 500_000);
  }

  @Test
  void an_owner_that_touches_the_lease_keeps_it() throws Exception {
    Run run = start("exec sleep 60", spec -> spec.restartGrace(Duration.ofSeconds(3)));
    int[] count = {0};
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              run.control().overwrite(ControlDirectory.LEASE, Integer.toString(count[0]++));
              return !run.exit().isDone();
            });
    run.control().replace(ControlDirectory.KILL, Map.of("graceMillis", 0));
    assertEquals("killed", run.exit().get(60, TimeUnit.SECONDS).get("reason"));
  }

  private record Run(
      ControlDirectory control,
      FollowedProgram program,
      CompletableFuture<Map<String, @Nullable Object>> exit) {}

  private Map<String, @Nullable Object> follow(String shell, UnaryOperator<LaunchSpec.Builder> more)
      throws Exception {
    return start(shell, more).exit().get(60, TimeUnit.SECONDS);
  }

  private Run start(String shell, UnaryOperator<LaunchSpec.Builder> more) throws IOException {
    LaunchSpec spec =
        more.apply(
                LaunchSpec.builder()
                    .interpreter(root)
                    .controlDirectory(root.resolve("control"))
                    .workingDirectory(root)
                    .command(List.of("/bin/sh", "-c", "read go; " + shell))
                    .token(UUID.randomUUID().toString())
                    .grace(Duration.ofMillis(200)))
            .build();
    ControlDirectory control = ControlDirectory.begin(spec);
    SpoolWriter spool =
        SpoolWriter.create(
            control.file(ControlDirectory.SPOOL), spec.outputBytes(), Clock.systemUTC());
    Process process = new ProcessBuilder(spec.command()).start();
    ProcReader proc = ProcReader.system();
    ProcessIdentity identity =
        Optional.of(process.pid()).flatMap(pid -> ProcessIdentity.of(pid, proc)).orElseThrow();
    // Only now: one that prints a word and ends may be gone before it is looked at.
    process.getOutputStream().write('\n');
    process.getOutputStream().close();
    HeldTree held = new HeldTree(new DescendantTree(proc, identity), null);
    FollowedProgram program =
        new FollowedProgram(
            control,
            spec,
            process,
            held,
            new Ending(held),
            spool,
            System::nanoTime,
            Clock.systemUTC());
    program.pumps().forEach(pump -> new Thread(pump, "pump").start());
    return new Run(
        control,
        program,
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return program.follow();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }));
  }

  private String output(Frame.Stream stream) {
    StringBuilder text = new StringBuilder();
    try (SpoolReader reader = new SpoolReader(root.resolve("control").resolve("spool"), 0)) {
      reader.read(Long.MAX_VALUE).stream()
          .filter(frame -> frame.stream() == stream)
          .forEach(frame -> text.append(new String(frame.payload(), StandardCharsets.UTF_8)));
    }
    assertFalse(text.isEmpty() && stream == Frame.Stream.STDOUT, "something was printed");
    return text.toString();
  }

  /** Signals in the place of jobs. */
  private record Ending(HeldTree held) implements TreeEnding {

    @Override
    public List<Survivor> step(boolean graceOver) {
      held.tree().killOnce();
      return held.living();
    }

    @Override
    public boolean forced() {
      return true;
    }
  }
}
