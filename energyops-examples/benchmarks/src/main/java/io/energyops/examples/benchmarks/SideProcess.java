package io.energyops.examples.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The harness's end of a side in a JVM of its own. Confined to one thread. */
final class SideProcess implements AutoCloseable {

  private static final long END_SECONDS = 60;

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;

  private SideProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
  }

  static SideProcess start(
      Benchmark benchmark, boolean peer, Setting setting, List<String> jvmOptions)
      throws IOException {
    String side = peer ? "peer" : "ours";
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + benchmark.heapMb() + "m",
                "-Xmx" + benchmark.heapMb() + "m",
                "-Dfile.encoding=UTF-8"));
    jvmOptions.forEach(
        option -> command.add(option.replace("{side}", benchmark.name() + "-" + side)));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            SideMain.class.getName(),
            benchmark.name(),
            side,
            setting.size().name(),
            setting.folder().toString(),
            setting.cache().toString(),
            setting.postgresUrl(),
            setting.s3Url()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new SideProcess(benchmark.name() + " (" + side + ")", process);
  }

  Measured round() throws IOException {
    requests.write("round\n");
    requests.flush();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(SideMain.ANSWER)) {
        return Measured.fromJson(line.substring(SideMain.ANSWER.length()));
      }
    }
    throw new IOException("The JVM of " + name + " ended in the middle of a round");
  }

  @Override
  public void close() {
    try {
      requests.close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
