package io.energyops.it.execution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs {@link HostMain}; ended without a chance to tidy up. */
final class HostProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private HostProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static HostProcess start(String mode, Path directory, List<String> database) {
    return start(List.of(), mode, directory, database);
  }

  /** In a pid namespace of its own, as process 1: what it started ends with it. */
  static HostProcess startAsFirst(String mode, Path directory, List<String> database) {
    List<String> prefix =
        List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--");
    return start(prefix, mode, directory, database);
  }

  private static HostProcess start(
      List<String> prefix, String mode, Path directory, List<String> database) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            HostMain.class.getName(),
            mode,
            directory.toString()));
    command.addAll(database);
    try {
      return new HostProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line that begins with this word and returns what follows it. */
  String await(String word) {
    try {
      String line;
      while ((line = output.readLine()) != null) {
        if (line.startsWith(word)) {
          return line.substring(word.length()).strip();
        }
      }
      throw new IllegalStateException("The host ended before it said " + word);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  void kill() {
    try {
      process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
