package io.energyops.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another JVM with the class path of this one. Ended when its standard input ends, or by force. */
public final class JavaProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private JavaProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a main class.
   *
   * @param main the class
   * @param arguments its arguments
   * @return the running JVM
   */
  public static JavaProcess start(Class<?> main, Object... arguments) {
    return start(ownJdk(), List.of(), ownClassPath(), main, arguments);
  }

  /**
   * Starts a main class on another class path.
   *
   * @param classPath the class path
   * @param main the class
   * @param arguments its arguments
   * @return the running JVM
   */
  public static JavaProcess onClassPath(String classPath, Class<?> main, Object... arguments) {
    return start(ownJdk(), List.of(), classPath, main, arguments);
  }

  /**
   * Starts a main class on a JDK.
   *
   * @param home the JDK
   * @param options its options
   * @param main the class
   * @param arguments its arguments
   * @return the running JVM
   */
  public static JavaProcess start(
      Path home, List<String> options, Class<?> main, Object... arguments) {
    return start(home, options, ownClassPath(), main, arguments);
  }

  private static Path ownJdk() {
    return Path.of(System.getProperty("java.home"));
  }

  private static String ownClassPath() {
    return System.getProperty("java.class.path");
  }

  private static JavaProcess start(
      Path home, List<String> options, String classPath, Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(String.valueOf(argument));
    }
    try {
      return new JavaProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for the next line.
   *
   * @return the line, or null at the end
   */
  public @Nullable String line() {
    try {
      return output.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for its end.
   *
   * @return the lines that it still writes
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String line = line(); line != null; line = line()) {
      lines.add(line);
    }
    return lines;
  }

  /** Ends its standard input, and with it the JVM, in order. */
  public void finish() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The other JVM does not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it as kill -9 does. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
