package io.energyops.it.sandbox;

import static org.awaitility.Awaitility.await;

import io.energyops.run.ExecutionResult;
import io.energyops.run.TerminationReason;
import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.sandbox.SandboxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What became of one hostile script.
 *
 * @param verdict how it ended: {@code completed}, {@code exit N}, {@code signal N}, or the reason
 * @param escapes what it got hold of, or did to the host
 * @param output what it printed
 */
record HostileRun(String verdict, List<String> escapes, String output) {

  private static final long MIB = 1L << 20;
  private static final Duration GRACE = Duration.ofMillis(500);

  /** Where the processor itself is emulated, everything takes longer. */
  private static final Duration WALL_TIME =
      Duration.ofSeconds(Boolean.getBoolean("energyops.emulated") ? 90 : 30);

  /** Scripts of these kinds run until they are ended from outside. */
  private static final String BEGUN = "begin";

  static HostileRun of(
      HostileScript script, SandboxExecutor sandbox, AttackedHost host, Path folder)
      throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Path file = Files.writeString(folder.resolve(script.name() + ".py"), script.source());
    SandboxOptions options =
        SandboxOptions.builder()
            .memoryBytes(128 * MIB)
            .cpuPercent(50)
            .maxProcesses(32)
            .maxOpenFiles(256)
            .outputBytes(8 * MIB)
            .diskBytes(64 * MIB)
            .diskEntries(6000)
            .wallTime(script.name().equals("cpu-endless-loop") ? Duration.ofSeconds(5) : WALL_TIME)
            .grace(GRACE)
            .environment(Map.of("HOST_FACTS", host.facts()))
            .output((stream, time, bytes) -> printed.writeBytes(bytes))
            .build();
    ExecutionResult result;
    try (RunningScript run = sandbox.executeScript(file, List.of(), options)) {
      if (script.ends().contains("killed by test")) {
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    run.completion().isDone()
                        || printed.toString(StandardCharsets.UTF_8).contains(BEGUN));
        var unused = run.kill();
      }
      result = run.completion().orTimeout(2, TimeUnit.MINUTES).join();
    }
    String output = printed.toString(StandardCharsets.UTF_8);
    return new HostileRun(verdict(result), escapes(output, host), output);
  }

  /**
   * Escapes but for the disk: what was written before a look is found by the look, and the run ends
   * with that reason.
   */
  List<String> uncontained() {
    return escapes.stream()
        .filter(
            escape ->
                !(verdict.equals(TerminationReason.DISK_LIMIT.wireName())
                    && escape.startsWith("ESCAPED: reached ")))
        .toList();
  }

  private static String verdict(ExecutionResult result) {
    if (result.reason() == TerminationReason.EXITED) {
      int code = result.exitCode().orElseThrow();
      return code == 0 ? "completed" : "exit " + code;
    }
    if (result.reason() == TerminationReason.SIGNALLED) {
      return "signal " + result.signal().orElseThrow();
    }
    if (result.reason() == TerminationReason.KILLED_BY_USER) {
      return "killed by test";
    }
    return result.reason().wireName();
  }

  private static List<String> escapes(String output, AttackedHost host) {
    List<String> escapes = new ArrayList<>();
    output
        .lines()
        .filter(line -> line.startsWith("ESCAPED:") || line.startsWith("REFUSED: no fact"))
        .map(line -> line.substring(0, Math.min(line.length(), 200)))
        .forEach(escapes::add);
    if (escapes.isEmpty() && output.contains(host.canary())) {
      escapes.add("the canary is in its output");
    }
    escapes.addAll(host.damage());
    return escapes;
  }
}
