package io.energyops.examples.benchmarks;

import io.energyops.EnergyOps;
import io.energyops.execution.Execution;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A script that prints the time, a thousand times a second. */
final class ClockScript {

  private static final String TEXT =
      """
      import sys, time
      lines = int(sys.argv[1])
      begin = time.perf_counter()
      for number in range(lines):
          ahead = begin + number / 1000 - time.perf_counter()
          if ahead > 0:
              time.sleep(ahead)
          print(time.time_ns(), flush=True)
      """;

  private final EnergyOps ops;
  private final Script script;
  private final int lines;

  ClockScript(EnergyOps ops, int lines) {
    this.ops = ops;
    this.lines = lines;
    this.script = ops.scripts().upload(ScriptUpload.of("clock.py", TEXT));
  }

  Execution run() {
    return ops.executions()
        .run(RunRequest.of(script.ref()).withArgs(List.of(String.valueOf(lines))));
  }

  static long microsSincePrinted(LogEntry line, Instant seen) {
    return ChronoUnit.MICROS.between(
        Instant.ofEpochSecond(0, Long.parseLong(line.message())), seen);
  }

  static double percentile(List<Long> sortedMicros, int percent) {
    int at = (int) Math.ceil(percent / 100.0 * sortedMicros.size()) - 1;
    return sortedMicros.get(Math.max(0, at)) / 1e3;
  }
}
