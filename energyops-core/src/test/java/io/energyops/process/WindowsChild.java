package io.energyops.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A small program for tests on Windows, where there is no shell to rely on: one word says what it
 * does.
 */
final class WindowsChild {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private WindowsChild() {}

  /** The command that runs a class of the tests on this very JVM, with what it needs to load. */
  static List<String> command(Class<?> main, List<Class<?>> needs, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java.exe").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(
        String.join(
            System.getProperty("path.separator"),
            Stream.concat(Stream.of(main), needs.stream())
                .map(WindowsChild::place)
                .distinct()
                .toList()));
    command.add(main.getName());
    command.addAll(Arrays.asList(args));
    return command;
  }

  static List<String> command(String... args) {
    return command(WindowsChild.class, List.of(), args);
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args[0]) {
      case "print" -> print(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      case "flood" -> flood();
      case "sleep" -> sleep(args[1]);
      case "wait-then-print" -> waitThenPrint(Path.of(args[1]), args[2]);
      case "start" -> start(args, false);
      case "start-and-wait" -> {
        start(args, false);
        Thread.currentThread().join();
      }
      case "start-and-end" -> start(args, true);
      case "stdin" -> System.out.println("read " + System.in.read());
      case "environment" -> System.out.println(System.getenv());
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Numbered lines, the even ones on standard error. */
  private static void print(int lines, int exitCode) {
    for (int i = 1; i <= lines; i++) {
      (i % 2 == 0 ? System.err : System.out).println("line " + i);
    }
    System.out.flush();
    System.exit(exitCode);
  }

  private static void flood() throws IOException {
    byte[] chunk = "0123456789".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    while (true) {
      System.out.write(chunk);
      System.out.flush();
    }
  }

  /** Says which process it is, in a file that it then holds open. */
  private static void sleep(String file) throws IOException, InterruptedException {
    try (OutputStream held = new FileOutputStream(file)) {
      held.write(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
      held.flush();
      Files.createFile(Path.of(file + ".ready"));
      Thread.currentThread().join();
    }
  }

  private static void waitThenPrint(Path file, String text)
      throws IOException, InterruptedException {
    Files.createFile(Path.of(file + ".ready"));
    while (!Files.exists(file)) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    System.out.println(text);
    Thread.currentThread().join();
  }

  /**
   * start FILES [inherit] WORDS...: starts another of these, which holds this one's output on wish.
   */
  private static void start(String[] args, boolean end) throws IOException, InterruptedException {
    boolean inherit = args[1].equals("inherit");
    ProcessBuilder builder =
        new ProcessBuilder(command(Arrays.copyOfRange(args, inherit ? 2 : 1, args.length)));
    if (inherit) {
      builder.inheritIO();
    } else {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    Process child = builder.start();
    if (end) {
      // Not before the child stands on its own feet.
      Path ready =
          Path.of(
              args[args.length - 1].endsWith(".txt")
                  ? args[args.length - 1]
                  : args[args.length - 2]);
      while (!Files.exists(Path.of(ready + ".ready"))) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      return;
    }
    child.waitFor();
  }
}
