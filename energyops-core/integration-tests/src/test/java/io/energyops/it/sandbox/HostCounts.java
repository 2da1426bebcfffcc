package io.energyops.it.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What sandboxes may leave on a host.
 *
 * @param groups control groups of runs
 * @param mounts of this mount namespace
 * @param threads of this JVM, without those in which the JDK waits for processes: each stays for a
 *     minute after its process
 * @param descriptors of this JVM
 * @param users processes of the users of sandboxes
 */
record HostCounts(List<Path> groups, int mounts, int threads, int descriptors, long users) {

  private static final int FIRST_USER = 70_000;
  private static final int LAST_USER = FIRST_USER + 4095;

  static HostCounts now() {
    return new HostCounts(
        groupsNow(),
        count(Path.of("/proc/self/mountinfo")),
        threadsNow(),
        entries(Path.of("/proc/self/fd")),
        usersNow());
  }

  /** Whether as much or less is there as before; threads of pools may come within a bound. */
  boolean within(HostCounts before, int threadsMore, int descriptorsMore) {
    return before.groups.containsAll(groups)
        && mounts <= before.mounts
        && threads <= before.threads + threadsMore
        && descriptors <= before.descriptors + descriptorsMore
        && users <= before.users;
  }

  private static List<Path> groupsNow() {
    try (Stream<Path> all =
        Files.find(
            Path.of("/sys/fs/cgroup"),
            6,
            (path, attributes) ->
                attributes.isDirectory()
                    && path.getFileName().toString().startsWith("energyops-"))) {
      return all.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      // A group of somebody else went away meanwhile.
      return groupsNow();
    }
  }

  private static int count(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int threadsNow() {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return (int) threads.filter(thread -> !name(thread).startsWith("process reaper")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path thread) {
    try {
      return Files.readString(thread.resolve("comm"));
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }

  private static int entries(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? 0 : names.length;
  }

  private static long usersNow() {
    return ProcessHandle.allProcesses()
        .filter(
            process -> {
              try {
                int uid =
                    (Integer)
                        Files.getAttribute(
                            Path.of("/proc", Long.toString(process.pid())), "unix:uid");
                return uid >= FIRST_USER && uid <= LAST_USER;
              } catch (IOException e) {
                return false;
              }
            })
        .count();
  }
}
