package io.energyops.it.lifecycle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads that came since a moment, without those that the JDK and the drivers keep. */
final class OwnThreads {

  /** They outlive every engine and belong to the JVM, or to the driver of the host. */
  private static final List<String> NOT_OURS =
      List.of(
          "process reaper",
          "ForkJoinPool.commonPool",
          "CompletableFutureDelayScheduler",
          "Common-Cleaner",
          "Attach Listener",
          "PostgreSQL-JDBC-Cleaner",
          "JFR ",
          "VirtualThread-unparker",
          "awaitility-");

  private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

  /** The live threads that were not there before. */
  Set<Thread> fresh() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive())
        .filter(thread -> NOT_OURS.stream().noneMatch(thread.getName()::startsWith))
        .collect(Collectors.toSet());
  }

  /** Their names. */
  List<String> names() {
    return fresh().stream().map(Thread::getName).sorted().toList();
  }
}
