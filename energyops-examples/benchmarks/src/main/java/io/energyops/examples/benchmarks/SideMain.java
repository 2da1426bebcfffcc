package io.energyops.examples.benchmarks;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The JVM of one side: does a round for each line of standard input until that ends. */
final class SideMain {

  /** Begins the lines that are meant for the harness; libraries print what they like. */
  static final String ANSWER = "@";

  private SideMain() {}

  /**
   * Serves the harness.
   *
   * @param args name of the benchmark, {@code peer} or {@code ours}, size, both folders, addresses
   *     of the PostgreSQL and the S3 server, each empty when it is not needed
   * @throws Exception when a round fails
   */
  public static void main(String[] args) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Setting setting =
        new Setting(Path.of(args[3]), Path.of(args[4]), Size.valueOf(args[2]), args[5], args[6]);
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Side side = Suite.find(args[0]).open(args[1].equals("peer"), setting)) {
      while (requests.readLine() != null) {
        out.println(ANSWER + round(side).toJson());
      }
    }
  }

  // Garbage of the round before is nobody's fault in this one.
  static Measured round(Side side) throws Exception {
    side.prepare();
    System.gc();
    long began = Machine.cpuNanos();
    Measured measured = side.measure();
    return measured.with("CPU seconds", (Machine.cpuNanos() - began) / 1e9);
  }
}
