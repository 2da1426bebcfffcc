package io.energyops.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be seen of the host without trying anything. Immutable.
 *
 * @param root whether this JVM runs as user 0
 * @param proc normally {@code /proc}
 * @param searchPath folders in which programs are looked for
 */
record HostAccess(boolean root, Path proc, List<Path> searchPath) {

  private static final List<Path> PROGRAMS =
      Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin").map(Path::of).toList();

  /** The real one. */
  static HostAccess real() {
    return new HostAccess(userIsRoot(), Path.of("/proc"), PROGRAMS);
  }

  boolean linux() {
    return Files.isReadable(proc.resolve("self/stat"));
  }

  Optional<Path> program(String name) {
    return searchPath.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  List<String> lines(String file) {
    try {
      return Files.readAllLines(proc.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean userIsRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
