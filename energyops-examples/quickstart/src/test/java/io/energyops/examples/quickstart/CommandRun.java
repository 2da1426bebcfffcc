package io.energyops.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    return run(new ByteArrayOutputStream(), environment, folder, options);
  }

  /** Runs it and does something as soon as a text is printed. */
  static CommandRun watched(Path folder, String text, Runnable action) {
    return run(new WatchedBytes(text, action), System.getenv(), folder);
  }

  private static CommandRun run(
      ByteArrayOutputStream bytes,
      Map<String, String> environment,
      Path folder,
      String... options) {
    Quickstart.quietLogging();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(List.of(options));
    if (!all.contains("--plot")) {
      all.addAll(List.of("--plot", folder.resolve("plot.html").toString()));
    }
    int status =
        Quickstart.execute(
            new Quickstart(out, environment, TerminalKind.PLAIN), all.toArray(String[]::new));
    return new CommandRun(status, bytes.toString(StandardCharsets.UTF_8));
  }

  /** Bytes that tell when a text has come. */
  private static final class WatchedBytes extends ByteArrayOutputStream {

    private final String text;
    private final Runnable action;
    private boolean seen;

    WatchedBytes(String text, Runnable action) {
      this.text = text;
      this.action = action;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      if (!seen && toString(StandardCharsets.UTF_8).contains(text)) {
        seen = true;
        action.run();
      }
    }
  }

  String firstLine() {
    return text.lines().findFirst().orElse("");
  }

  String lastLine() {
    List<String> lines = text.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
