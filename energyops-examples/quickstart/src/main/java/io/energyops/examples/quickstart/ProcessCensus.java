package io.energyops.examples.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts what the process table still holds of the runs: by what was seen, by working folder and by
 * cookie.
 */
final class ProcessCensus {

  private static final Path PROC = Path.of("/proc");
  private static final Pattern DEAD = Pattern.compile("(?s).*\\) [ZX] .*");

  private static final Duration LAST_MOMENT = Duration.ofSeconds(2);
  private static final int POLL_MILLIS = 20;

  private final Path dataDirectory;
  private final Traces traces;

  ProcessCensus(Path dataDirectory, Traces traces) {
    this.dataDirectory = dataDirectory;
    this.traces = traces;
  }

  Set<Long> living() {
    Set<Long> found = new TreeSet<>();
    for (ProcessHandle seen : traces.processes()) {
      if (seen.isAlive() && !dead(seen.pid())) {
        found.add(seen.pid());
      }
    }
    long self = ProcessHandle.current().pid();
    ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> pid != self && ofOurRuns(pid) && !dead(pid))
        .forEach(found::add);
    return found;
  }

  /**
   * Counts again for two seconds until nothing is left: a supervisor writes its last record, by
   * which the engine answers, a moment before it ends itself.
   */
  Set<Long> left() {
    long begun = System.nanoTime();
    Set<Long> left = living();
    try {
      while (!left.isEmpty() && System.nanoTime() - begun < LAST_MOMENT.toNanos()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        left = living();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return left;
  }

  private boolean ofOurRuns(long pid) {
    Path process = PROC.resolve(Long.toString(pid));
    try {
      if (Files.readSymbolicLink(process.resolve("cwd")).startsWith(dataDirectory)) {
        return true;
      }
      String environment =
          Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
      return traces.executions().stream()
          .anyMatch(id -> environment.contains("ENERGYOPS_RUN=" + id.value()));
    } catch (IOException e) {
      // It has ended meanwhile, or belongs to another user.
      return false;
    }
  }

  /** A process whose parent has not collected its exit code runs nothing any more. */
  private static boolean dead(long pid) {
    try (Stream<String> stat =
        Files.lines(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1)) {
      return stat.findFirst().map(line -> DEAD.matcher(line).matches()).orElse(true);
    } catch (IOException e) {
      return true;
    }
  }
}
