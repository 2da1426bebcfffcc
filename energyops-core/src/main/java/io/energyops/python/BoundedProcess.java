package io.energyops.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one short-lived program on given input and waits no longer than a limit. Input and output
 * are files in a private folder: a pipe could be held open by a stray grandchild, and reading it
 * could then not be bounded.
 */
final class BoundedProcess {

  /** Name of the program file in the working directory. */
  static final String PROGRAM = "program.py";

  private static final Logger LOG = LoggerFactory.getLogger(BoundedProcess.class);
  private static final Duration DEATH_LIMIT = Duration.ofSeconds(2);

  private final Duration limit;
  private final int outputLimitBytes;

  BoundedProcess(Duration limit, int outputLimitBytes) {
    this.limit = limit;
    this.outputLimitBytes = outputLimitBytes;
  }

  /**
   * What a program left.
   *
   * @param exitCode empty when it overran the limit and was killed
   * @param output its bytes as ISO 8859-1, cut at the output limit
   */
  record Outcome(OptionalInt exitCode, String output) {}

  /**
   * Runs the program.
   *
   * @param command the program and its arguments
   * @param environment the whole environment of the child
   * @param program what {@link #PROGRAM} in the working directory holds, or empty
   * @param input standard input
   */
  Outcome run(List<String> command, Map<String, String> environment, byte[] program, byte[] input)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("energyops-python");
    try {
      Files.write(folder.resolve(PROGRAM), program);
      Path in = Files.write(folder.resolve("in"), input);
      Path out = folder.resolve("out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(environment);
      OptionalInt exitCode = await(builder.start());
      try (InputStream stream = Files.newInputStream(out)) {
        byte[] output = stream.readNBytes(outputLimitBytes);
        return new Outcome(exitCode, new String(output, StandardCharsets.ISO_8859_1));
      }
    } finally {
      remove(folder);
    }
  }

  private OptionalInt await(Process process) throws InterruptedException {
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
      return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    } finally {
      if (!ended) {
        kill(process);
      }
    }
  }

  private static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> tree = process.descendants().toList();
    process.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
    process.waitFor(DEATH_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void remove(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Could not remove the temporary folder {}; it may be deleted by hand", folder, e);
    }
  }
}
