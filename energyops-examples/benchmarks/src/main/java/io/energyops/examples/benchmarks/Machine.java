package io.energyops.examples.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the numbers were measured on, without what names the machine. */
final class Machine {

  private static final long GIB = 1L << 30;

  private Machine() {}

  static String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %d GiB of memory, %s %s (%s), JDK %s (%s)",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Math.round((double) memoryBytes() / GIB),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        System.getProperty("java.vm.name"));
  }

  /** Load of the last minute: what else ran here while it was measured. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /**
   * Processor time of this JVM: beside the wall's time it shows in the progress lines whether the
   * machine was ours alone.
   */
  static long cpuNanos() {
    com.sun.management.OperatingSystemMXBean system = system();
    return system == null ? 0 : system.getProcessCpuTime();
  }

  private static long memoryBytes() {
    com.sun.management.OperatingSystemMXBean system = system();
    return system == null ? 0 : system.getTotalMemorySize();
  }

  private static com.sun.management.@Nullable OperatingSystemMXBean system() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system
        : null;
  }

  private static String processor() {
    Path cpus = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cpus)) {
      try (var lines = Files.lines(cpus, StandardCharsets.UTF_8)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown processor");
      } catch (IOException e) {
        return "unknown processor";
      }
    }
    return "unknown processor";
  }
}
