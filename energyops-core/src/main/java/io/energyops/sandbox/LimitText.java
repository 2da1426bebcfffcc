package io.energyops.sandbox;

import io.energyops.run.LimitKind;
import java.time.Duration;

/** How the report words what was asked of a limit. */
final class LimitText {

  private static final long MIB = 1L << 20;

  private LimitText() {}

  static String requested(LimitKind limit, SandboxOptions options) {
    return switch (limit) {
      case MEMORY -> bytes(options.memoryBytes().value());
      case CPU -> options.cpuPercent().value() + " % of one CPU";
      case TIME -> duration(options.wallTime().value());
      case PIDS -> options.maxProcesses().value() + " processes";
      case FILES -> options.maxOpenFiles().value() + " open files";
      case DISK ->
          bytes(options.diskBytes().value()) + ", " + options.diskEntries().value() + " entries";
      case OUTPUT -> bytes(options.outputBytes().value());
      case NETWORK -> options.networkAllowed() ? "allowed" : "none";
      case FILESYSTEM -> "its work folder";
      case ENVIRONMENT -> "allow-list";
      case TREE_KILL -> "every descendant";
    };
  }

  private static String bytes(long value) {
    return value >= MIB && value % MIB == 0 ? value / MIB + " MiB" : value + " bytes";
  }

  private static String duration(Duration value) {
    if (value.toMillis() >= 60_000 && value.toMillis() % 60_000 == 0) {
      return value.toMinutes() + " min";
    }
    return value.toMillis() % 1000 == 0 ? value.toSeconds() + " s" : value.toMillis() + " ms";
  }
}
