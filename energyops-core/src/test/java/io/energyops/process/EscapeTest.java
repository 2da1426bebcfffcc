package io.energyops.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.process.ExitRecord.Cause;
import io.energyops.run.FoundBy;
import io.energyops.run.KillResult.Ended;
import io.energyops.run.TerminationReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a program does to outlive its run, nothing of it lives afterwards, and the result says
 * which link led to it (field case P-07).
 */
class EscapeTest {

  private static final Duration GRACE = Duration.ofMillis(200);

  /** A process of the program, as it named itself. */
  private record Registered(String name, long pid, long startTicks) {

    boolean lives() {
      return ProcFs.system()
          .stat(pid)
          .filter(now -> now.startTicks() == startTicks && now.living())
          .isPresent();
    }
  }

  @TempDir Path root;
  private Runs runs;

  @BeforeEach
  void open() {
    runs = new Runs(root);
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @ParameterizedTest
  @EnumSource
  void is_ended_with_its_run(Escape escape) throws IOException {
    SupervisedProcess run = start(escape, GRACE);
    if (escape != Escape.OUTPUT_HELD) {
      run.requestKill(TerminationReason.KILLED_BY_USER, GRACE);
    }
    ExitRecord exit = Runs.exit(run);

    assertEquals(List.of(), exit.survivors());
    nothingLives();
    boolean byItself = escape == Escape.OUTPUT_HELD;
    assertEquals(byItself ? Cause.EXITED : Cause.KILLED, exit.cause());
    foundBy(exit, escape.whenKilled());
    if (escape == Escape.STOPPED) {
      assertEquals(Optional.of(false), escaped(exit).map(Ended::forced));
    }
    if (escape == Escape.TERM_IGNORED) {
      assertEquals(Optional.of(true), escaped(exit).map(Ended::forced));
    }
    if (escape == Escape.TWO_HUNDRED) {
      assertEquals(201, exit.endedBy().get(FoundBy.GROUP));
      assertEquals(20, exit.ended().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void is_swept_when_its_supervisor_was_killed(Escape escape) throws IOException {
    SupervisedProcess run = start(escape, Duration.ofSeconds(20));
    StartRecord start = Runs.started(run);
    if (escape.whenSwept().contains(FoundBy.REMEMBERED)) {
      awaitPublished(run);
    }
    assertTrue(ProcessHandle.of(start.supervisor().pid()).orElseThrow().destroyForcibly());
    SupervisorLost lost = assertInstanceOf(SupervisorLost.class, Runs.end(run));

    assertEquals(List.of(), lost.survivors());
    nothingLives();
    assertEquals(TerminationReason.SUPERVISOR_LOST, lost.reason());
    foundBy(lost, escape.whenSwept());
  }

  private SupervisedProcess start(Escape escape, Duration grace) {
    SupervisedProcess run =
        runs.launch(
            spec ->
                spec.grace(grace)
                    .command(
                        List.of(
                            Python.INTERPRETER.toString(), "-I", "-S", "-c", escape.program())));
    await()
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(() -> registered().size() >= escape.processes());
    return run;
  }

  private void awaitPublished(SupervisedProcess run) {
    ControlDirectory control = new ControlDirectory(run.controlDirectory());
    await()
        .atMost(30, TimeUnit.SECONDS)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              var known = control.read("members").orElseThrow().ticks("members");
              return registered().stream().allMatch(one -> known.containsKey(one.pid()));
            });
  }

  private void nothingLives() throws IOException {
    assertEquals(List.of(), registered().stream().filter(Registered::lives).toList());
    Path beats = root.resolve("beats");
    long written = Runs.count(beats);
    await().during(Duration.ofMillis(150)).until(() -> Runs.count(beats) == written);
    assertEquals(List.of(), runs.living());
  }

  private void foundBy(RunEnd end, Set<FoundBy> allowed) throws IOException {
    Optional<Ended> one = escaped(end);
    if (one.isPresent()) {
      assertTrue(allowed.contains(one.get().foundBy()), one + " should be by " + allowed);
    } else {
      assertTrue(
          end.endedBy().keySet().stream().anyMatch(allowed::contains),
          end.endedBy() + " should have " + allowed);
    }
  }

  private Optional<Ended> escaped(RunEnd end) throws IOException {
    List<Long> pids =
        registered().stream()
            .filter(one -> one.name().equals("escaped"))
            .map(Registered::pid)
            .toList();
    return end.ended().stream().filter(one -> pids.contains(one.pid())).findFirst();
  }

  private List<Registered> registered() throws IOException {
    List<Registered> found = new ArrayList<>();
    Path file = root.resolve("pids");
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", -1);
        found.add(new Registered(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
      }
    }
    return found;
  }
}
