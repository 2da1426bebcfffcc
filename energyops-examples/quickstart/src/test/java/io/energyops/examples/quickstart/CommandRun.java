package io.energyops.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One call of the command in this JVM.
 *
 * @param status its exit status
 * @param text what it printed
 */
record CommandRun(int status, String text) {

  static CommandRun of(Path folder, String... options) {
    return of(System.getenv(), folder, options);
  }

  static CommandRun of(Map<String, String> environment, Path folder, String... options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return run(bytes, bytes, environment, folder, options);
  }

  /** Runs it and does something as soon as a text is printed. */
  static CommandRun watched(Path folder, String text, Runnable action) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AtomicBoolean seen = new AtomicBoolean();
    OutputStream watching =
        new OutputStream() {
          @Override
          public void write(int value) {
            bytes.write(value);
            if (value == '\n'
                && bytes.toString(StandardCharsets.UTF_8).contains(text)
                && seen.compareAndSet(false, true)) {
              action.run();
            }
          }
        };
    return run(watching, bytes, System.getenv(), folder);
  }

  private static CommandRun run(
      OutputStream target,
      ByteArrayOutputStream bytes,
      Map<String, String> environment,
      Path folder,
      String... options) {
    Quickstart.quietLogging();
    PrintStream out = new PrintStream(target, true, StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(List.of(options));
    if (!all.contains("--plot")) {
      all.addAll(List.of("--plot", folder.resolve("plot.html").toString()));
    }
    int status =
        Quickstart.execute(
            new Quickstart(out, environment, TerminalKind.PLAIN), all.toArray(String[]::new));
    return new CommandRun(status, bytes.toString(StandardCharsets.UTF_8));
  }

  String firstLine() {
    return text.lines().findFirst().orElse("");
  }

  String lastLine() {
    List<String> lines = text.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
