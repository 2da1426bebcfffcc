package io.energyops.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process alone holds in memory, as Linux counts it. */
final class ProcessMemory {

  private ProcessMemory() {}

  /** Zero when it has ended, or where the system does not tell. */
  static long privateBytes(long pid) {
    long kibibytes = 0;
    Path counts = Path.of("/proc", String.valueOf(pid), "smaps_rollup");
    try {
      for (String line : Files.readAllLines(counts, StandardCharsets.UTF_8)) {
        if (line.startsWith("Private_Clean:") || line.startsWith("Private_Dirty:")) {
          kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return kibibytes * 1024;
  }
}
