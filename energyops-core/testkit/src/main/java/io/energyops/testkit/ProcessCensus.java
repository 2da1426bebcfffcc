package io.energyops.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Finds the processes of an engine's runs: all of them have its data directory in their arguments
 * (a supervisor), their environment (a script and its children) or as their working directory.
 * Without {@code /proc} only arguments are seen.
 */
record ProcessCensus(Path dataDirectory) {

  private static final Path PROC = Path.of("/proc");
  private static final int SHOWN_CHARS = 160;

  List<ProcessHandle> living() {
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self && isOurs(process))
        .toList();
  }

  /** A supervisor ends a moment after its run, so the count is repeated until nothing is left. */
  List<ProcessHandle> left(Duration patience) {
    try {
      var unused = Poll.USUAL.until(() -> living().isEmpty(), patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return living();
  }

  static String describe(ProcessHandle process) {
    String command = read(process, "cmdline").replace('\0', ' ').strip();
    if (command.isEmpty()) {
      command = process.info().commandLine().orElse("unknown command");
    }
    return "process "
        + process.pid()
        + ": "
        + command.substring(0, Math.min(SHOWN_CHARS, command.length()));
  }

  /** One that waits only to be collected has no arguments, environment or directory any more. */
  private boolean isOurs(ProcessHandle process) {
    String directory = dataDirectory.toString();
    return read(process, "cmdline").contains(directory)
        || read(process, "environ").contains(directory)
        || worksInside(process)
        || (!Files.isDirectory(PROC)
            && process.info().commandLine().orElse("").contains(directory));
  }

  private boolean worksInside(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(entry(process, "cwd")).startsWith(dataDirectory);
    } catch (IOException | UnsupportedOperationException e) {
      // It has ended meanwhile, or belongs to another user.
      return false;
    }
  }

  private static String read(ProcessHandle process, String name) {
    try {
      return new String(Files.readAllBytes(entry(process, name)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static Path entry(ProcessHandle process, String name) {
    return PROC.resolve(Long.toString(process.pid())).resolve(name);
  }
}
