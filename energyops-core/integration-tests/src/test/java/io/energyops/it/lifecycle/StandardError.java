package io.energyops.it.lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads along what is logged, which goes to the standard error stream of the tests. */
final class StandardError implements AutoCloseable {

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

  StandardError() {
    System.setErr(new PrintStream(copy, true, StandardCharsets.UTF_8));
  }

  /** The lines of the engine's loggers that are warnings or worse. */
  List<String> warnings() {
    return lines()
        .filter(line -> line.contains(" io.energyops."))
        .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
        .toList();
  }

  Stream<String> lines() {
    return copy.toString(StandardCharsets.UTF_8).lines();
  }

  @Override
  public void close() {
    System.setErr(before);
    before.print(copy.toString(StandardCharsets.UTF_8));
  }
}
