package io.energyops.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the same programs as plain processes that write to files, and waits for all. */
final class PlainScriptsSide implements Side {

  private final Path python;
  private final Path folder;
  private final Path script;
  private final int count;

  PlainScriptsSide(Setting setting) throws Exception {
    this.python = Python.executable();
    this.folder = Files.createTempDirectory(setting.folder(), "plain");
    this.script = folder.resolve("steps.py");
    this.count = setting.size().of(ManyScriptsSide.SCRIPTS);
    Files.writeString(script, ManyScriptsSide.SCRIPT, StandardCharsets.UTF_8);
  }

  @Override
  public void prepare() {
    // Each round writes over the files of the one before.
  }

  @Override
  public Measured measure() throws Exception {
    long began = System.nanoTime();
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          new ProcessBuilder(python.toString(), "-u", script.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(i + ".txt").toFile())
              .start());
    }
    for (Process process : all) {
      if (process.waitFor() != 0) {
        throw new IOException("A plain script failed");
      }
    }
    return Measured.rate(count, System.nanoTime() - began, count + " scripts ended");
  }

  @Override
  public void close() {
    // The folder goes with the run's.
  }
}
