package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.process.ExitRecord.Cause;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.FoundBy;
import io.energyops.run.TerminationReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk takes nothing from the start: the run ends in a true state and leaves nothing. */
class FullDiskTest {

  private static final String PROGRAM = "touch ran; sleep 60";

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

  /** An interpreter whose files cannot grow beyond a size. */
  private Path limited(long bytes) throws IOException {
    return script("exec prlimit --fsize=" + bytes + " " + Python.INTERPRETER + " \"$@\"");
  }

  private Path script(String text) throws IOException {
    Path file = Files.writeString(root.resolve("interpreter.sh"), "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private void nothingRan(SupervisedProcess run) {
    assertFalse(Files.exists(root.resolve("ran")));
    assertEquals(List.of(), runs.living());
    assertEquals(Runs.end(run), Runs.end(run));
  }

  @Test
  void without_room_for_the_claim_the_run_could_not_be_started() throws IOException {
    Path interpreter = limited(0);
    SupervisedProcess run = runs.shell(PROGRAM, spec -> spec.interpreter(interpreter));
    SupervisorLost lost = assertInstanceOf(SupervisorLost.class, Runs.end(run));
    assertEquals(TerminationReason.COULD_NOT_START, lost.reason());
    nothingRan(run);
  }

  @Test
  void without_room_for_the_record_the_run_is_not_started_and_says_so() throws IOException {
    Path interpreter = limited(2000);
    SupervisedProcess run = runs.shell(PROGRAM, spec -> spec.interpreter(interpreter));
    SupervisorLost lost = assertInstanceOf(SupervisorLost.class, Runs.end(run));
    assertEquals(TerminationReason.COULD_NOT_START, lost.reason());
    assertTrue(lost.message().contains("No room for the record of the run"), lost.message());
    assertEquals(ExecutionStatus.FAILED, Verdict.of(lost).status());
    nothingRan(run);
  }

  @Test
  void without_a_spool_the_run_is_not_started_and_says_so() throws IOException {
    Path control = root.resolve("control");
    Files.createDirectories(control.resolve("spool"));
    SupervisedProcess run = runs.shell(PROGRAM, spec -> spec.controlDirectory(control));
    ExitRecord exit = Runs.exit(run);
    assertEquals(Cause.COULD_NOT_START, exit.cause());
    assertTrue(exit.message().orElseThrow().contains("File exists"), exit.message().orElseThrow());
    nothingRan(run);
  }

  @Test
  void a_start_that_cannot_be_recorded_is_taken_back() throws IOException {
    Path control = root.resolve("control");
    Files.createDirectories(control.resolve("started"));
    SupervisedProcess run = runs.shell("sleep 60", spec -> spec.controlDirectory(control));
    ExitRecord exit = Runs.exit(run);
    assertEquals(Cause.SUPERVISOR_FAILED, exit.cause());
    assertEquals(TerminationReason.SUPERVISOR_LOST, Verdict.of(exit).reason());
    assertTrue(exit.endedBy().get(FoundBy.GROUP) >= 1, exit.endedBy().toString());
    assertEquals(List.of(), exit.survivors());
    assertEquals(List.of(), runs.living());
  }

  @Nested
  class A_file_system_that_is_really_full {

    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
      disk = Files.createDirectory(root.resolve("disk"));
      mounted = command("mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", disk.toString());
      assumeTrue(mounted, "a file system can be mounted here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
      runs.close();
      if (mounted) {
        assertTrue(command("umount", disk.toString()));
      }
    }

    @Test
    void refuses_the_launch() throws IOException {
      fill();
      EnergyOpsException refused =
          assertThrows(
              EnergyOpsException.class,
              () ->
                  Supervisor.create(System::nanoTime)
                      .launch(
                          runs.spec(
                              s ->
                                  s.controlDirectory(disk.resolve("run"))
                                      .command(List.of("true")))));
      assertEquals(ErrorCode.RUN_DIRECTORY_FAILURE, refused.code());
    }

    @Test
    void right_after_the_launch_keeps_the_program_from_starting() throws IOException {
      Path interpreter =
          script(
              "while [ ! -e "
                  + root.resolve("go")
                  + " ]; do sleep 0.02; done; exec "
                  + Python.INTERPRETER
                  + " \"$@\"");
      SupervisedProcess run =
          runs.shell(
              PROGRAM, spec -> spec.interpreter(interpreter).controlDirectory(disk.resolve("run")));
      fill();
      Files.createFile(root.resolve("go"));
      SupervisorLost lost = assertInstanceOf(SupervisorLost.class, Runs.end(run));
      assertEquals(TerminationReason.COULD_NOT_START, lost.reason());
      nothingRan(run);
    }

    @Test
    void does_not_keep_a_program_from_being_killed() throws IOException {
      SupervisedProcess run =
          runs.shell("echo up; sleep 60", spec -> spec.controlDirectory(disk.resolve("run")));
      Runs.awaitOutput(run, "up");
      fill();
      run.requestKill(TerminationReason.NODE_CLOSED, Duration.ZERO);
      ExitRecord exit = Runs.exit(run);
      assertEquals(Cause.KILLED, exit.cause());
      assertEquals(List.of(), exit.survivors());
    }

    private void fill() throws IOException {
      try (OutputStream out = Files.newOutputStream(disk.resolve("filling"))) {
        byte[] page = new byte[4096];
        for (int i = 0; i < 64; i++) {
          out.write(page);
        }
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("No space"), e.getMessage());
      }
    }

    private boolean command(String... words) throws IOException, InterruptedException {
      return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    }
  }
}
