package io.energyops.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Stands in for the interpreter and lets the supervisor stop itself at a chosen moment. */
final class PausedInterpreter {

  private PausedInterpreter() {}

  static Path at(Path folder, String moment, String file) {
    try (InputStream program = PausedInterpreter.class.getResourceAsStream("paused.py")) {
      Path paused = folder.resolve("paused.py");
      Files.write(paused, program.readAllBytes());
      // The supervisor's own options come first and its two arguments last.
      String script =
          "#!/bin/sh\nshift 4\nexec "
              + String.join(
                  " ",
                  Python.INTERPRETER.toString(),
                  "-X utf8 -I -S",
                  paused.toString(),
                  moment,
                  file,
                  "\"$@\"\n");
      Path interpreter = Files.writeString(folder.resolve("paused.sh"), script);
      return Files.setPosixFilePermissions(
          interpreter, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the supervisor of this run has stopped itself, and returns it. */
  static ProcessHandle awaitPause(SupervisedProcess run) {
    // Between two programs a process has no command line for a moment.
    ProcessHandle supervisor =
        await()
            .atMost(30, TimeUnit.SECONDS)
            .until(() -> child(run.controlDirectory().toString()), Optional::isPresent)
            .orElseThrow();
    await()
        .atMost(30, TimeUnit.SECONDS)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(
            () -> ProcFs.system().stat(supervisor.pid()).filter(s -> s.state() == 'T').isPresent());
    return supervisor;
  }

  private static Optional<ProcessHandle> child(String control) {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(control))
        .findFirst();
  }
}
