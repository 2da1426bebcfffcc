package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A small volume of its own; a test that needs one is skipped where it cannot be mounted. */
record Tmpfs(Path path) implements AutoCloseable {

  static Tmpfs mount(Path path, String options) {
    String said = run(List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()));
    assumeTrue(said.isEmpty(), "no volume can be mounted here, as root it can: " + said);
    return new Tmpfs(path);
  }

  @Override
  public void close() {
    assertEquals("", run(List.of("umount", "-l", path.toString())));
  }

  void remount(String options) {
    assertEquals("", run(List.of("mount", "-o", "remount," + options, path.toString())));
  }

  /** Returns what went wrong, or nothing. */
  private static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.onExit().join().exitValue();
      return exit == 0 ? "" : exit + " " + said.strip();
    } catch (IOException noSuchCommand) {
      return String.valueOf(noSuchCommand.getMessage());
    }
  }
}
