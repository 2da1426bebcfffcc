package io.energyops.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What can be seen of the host without trying anything. Immutable.
 *
 * @param user the user id of this JVM, empty when it cannot be told
 * @param proc normally {@code /proc}
 * @param run normally {@code /run}
 * @param searchPath folders in which programs are looked for
 */
record HostAccess(OptionalInt user, Path proc, Path run, List<Path> searchPath) {

  private static final List<Path> PROGRAMS =
      Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin").map(Path::of).toList();

  /** The real one. */
  static HostAccess real() {
    return new HostAccess(ownUser(), Path.of("/proc"), Path.of("/run"), PROGRAMS);
  }

  boolean root() {
    return user.equals(OptionalInt.of(0));
  }

  /** Whether systemd is the first process; see sd_booted(3). */
  boolean systemd() {
    return Files.isDirectory(run.resolve("systemd/system"));
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

  private static OptionalInt ownUser() {
    try {
      return OptionalInt.of((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }
}
