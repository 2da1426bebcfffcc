package io.energyops.examples.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Redirects the same script to a file, and then brings the file into the log table in bulk. */
final class RedirectedSide implements Side {

  private final LogTable table;
  private final Path python;
  private final Path script;
  private final Path output;
  private final int count;

  RedirectedSide(LogTable table, Setting setting) throws Exception {
    this.table = table;
    this.python = Python.executable();
    this.script = setting.folder().resolve("lines.py");
    this.output = setting.folder().resolve("lines-" + table.database().table("txt"));
    this.count = setting.size().of(CapturedSide.LINES);
    Files.writeString(script, CapturedSide.SCRIPT, StandardCharsets.UTF_8);
  }

  @Override
  public void prepare() throws Exception {
    table.clear();
  }

  @Override
  public Measured measure() throws Exception {
    long began = System.nanoTime();
    redirect(output.toFile());
    try (BufferedReader lines = Files.newBufferedReader(output, StandardCharsets.UTF_8)) {
      BulkLoad.load(table, lines.lines().iterator());
    }
    long nanos = System.nanoTime() - began;
    return Measured.rate(count, nanos, table.last());
  }

  private void redirect(File target) throws IOException, InterruptedException {
    // As the engine runs it: unbuffered, or a killed script would take its last lines with it.
    Process process =
        new ProcessBuilder(python.toString(), "-u", script.toString(), String.valueOf(count))
            .redirectOutput(target)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("The redirected script failed");
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
