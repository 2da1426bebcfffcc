package io.energyops.examples.benchmarks;

import io.energyops.process.SandboxExecutors;
import io.energyops.python.InterpreterFolders;
import io.energyops.run.ExecutionResult;
import io.energyops.sandbox.Isolation;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Starts an empty script again and again, each after the end of the one before. */
final class SandboxStartSide implements Side {

  private static final int SCRIPTS = 20;
  private static final double NANOS_PER_MILLI = 1e6;

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final Path python;
  private final Path script;
  private final int count;
  private final @Nullable SandboxExecutor sandbox;

  /**
   * Begins.
   *
   * @param isolation of our side; null for a plain process of the JVM
   */
  SandboxStartSide(Setting setting, @Nullable Isolation isolation) throws Exception {
    Path folder = Files.createTempDirectory(setting.folder(), "sandbox");
    this.python = Python.executable();
    this.script = Files.writeString(folder.resolve("empty.py"), "pass\n");
    this.count = setting.size().of(SCRIPTS);
    this.sandbox =
        isolation == null
            ? null
            : SandboxExecutors.builder(folder.resolve("runs"), scheduler)
                .interpreter(() -> Optional.of(python))
                .isolation(isolation, new InterpreterFolders()::of)
                .build();
  }

  @Override
  public void prepare() throws Exception {
    // Finds out what works here.
    runOne();
  }

  @Override
  public Measured measure() throws Exception {
    List<Long> nanos = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long each = System.nanoTime();
      runOne();
      nanos.add(System.nanoTime() - each);
    }
    long all = System.nanoTime() - began;
    nanos.sort(null);
    return Measured.rate(count, all, count + " scripts ended")
        .with("p50", nanos.get(count / 2) / NANOS_PER_MILLI);
  }

  private void runOne() throws Exception {
    if (sandbox == null) {
      int code =
          new ProcessBuilder(python.toString(), "-u", script.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      require(code == 0, "exit code " + code);
      return;
    }
    ExecutionResult result =
        sandbox.executeScript(script, List.of(), SandboxOptions.defaults()).completion().get();
    require(result.exitCode().orElse(-1) == 0, result.toString());
  }

  private static void require(boolean holds, String what) throws IOException {
    if (!holds) {
      throw new IOException("An empty script failed: " + what);
    }
  }

  @Override
  public void close() {
    if (sandbox != null) {
      sandbox.close();
    }
    scheduler.shutdownNow();
  }
}
