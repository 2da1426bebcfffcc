package io.energyops.it.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sandboxes at once, and the same verdict again and again. */
@Tag("alone")
@Tag("kernel")
class ManySandboxesTest {

  private static final long MIB = 1L << 20;

  @TempDir Path directory;
  private EnergyOps ops;

  @BeforeEach
  void open() {
    ops = EnergyOps.builder().dataDirectory(directory.resolve("data")).open();
  }

  @AfterEach
  void close() {
    ops.close();
  }

  @Test
  void thirty_leave_nothing_behind() throws IOException {
    leaveNothing(30);
  }

  @Test
  @Tag("nightly")
  void a_hundred_leave_nothing_behind() throws IOException {
    leaveNothing(100);
  }

  @Test
  void the_memory_limit_is_told_ten_times_out_of_ten() throws IOException {
    hitMemory(10);
  }

  @Test
  @Tag("nightly")
  void the_memory_limit_is_told_fifty_times_out_of_fifty() throws IOException {
    hitMemory(50);
  }

  private void leaveNothing(int count) throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("script.py"),
            """
            import os, time
            open('mine', 'w').write('x' * 10000)
            if os.fork() == 0:
                time.sleep(60)
            time.sleep(1)
            """);
    // The first run finds out what works here, and starts what threads there are.
    assertEquals(
        ExecutionStatus.COMPLETED, result(start(script, SandboxOptions.defaults())).status());
    HostCounts before = HostCounts.now();
    List<RunningScript> running = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      running.add(start(script, SandboxOptions.defaults()));
    }
    for (RunningScript one : running) {
      ExecutionResult result = result(one);
      assertEquals(ExecutionStatus.COMPLETED, result.status(), result.toString());
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              HostCounts now = HostCounts.now();
              assertTrue(now.within(before, 10, 5), before + " became " + now);
              try (var folders = Files.list(directory.resolve("data/sandbox"))) {
                assertEquals(0, folders.count());
              }
            });
  }

  private void hitMemory(int times) throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("hog.py"),
            "hog = []\nwhile True:\n    hog.append(bytearray(2**20))\n");
    SandboxOptions options = SandboxOptions.builder().memoryBytes(48 * MIB).build();
    for (int round = 1; round <= times; round++) {
      ExecutionResult result = result(start(script, options));
      assertEquals(TerminationReason.MEMORY_LIMIT, result.reason(), round + ": " + result);
    }
  }

  private RunningScript start(Path script, SandboxOptions options) {
    return ops.sandbox().executeScript(script, List.of(), options);
  }

  private static ExecutionResult result(RunningScript script) {
    return script.completion().orTimeout(120, TimeUnit.SECONDS).join();
  }
}
