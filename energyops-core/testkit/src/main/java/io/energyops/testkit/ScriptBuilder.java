package io.energyops.testkit;

import io.energyops.script.ScriptUpload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts a Python script together from steps that tests need; they are done in the order in which
 * they were added. Every line is written out at once. Not thread-safe.
 *
 * <p>What waits goes by itself after ten minutes, so that nothing stays of a test run that broke
 * off.
 */
public final class ScriptBuilder {

  private static final int LONG_SECONDS = 600;

  private final Set<String> imports = new TreeSet<>();
  private final List<String> lines = new ArrayList<>();

  private ScriptBuilder() {}

  /**
   * Begins with a script that does nothing.
   *
   * @return a builder
   */
  public static ScriptBuilder create() {
    return new ScriptBuilder();
  }

  /**
   * Prints a text.
   *
   * @param text any text; each line feed in it begins a new log line
   * @return this
   */
  public ScriptBuilder print(String text) {
    return python("print(" + PythonText.quoted(text) + ", flush=True)");
  }

  /**
   * Prints a text to the error stream.
   *
   * @param text any text
   * @return this
   */
  public ScriptBuilder printError(String text) {
    return importing("sys")
        .python("print(" + PythonText.quoted(text) + ", file=sys.stderr, flush=True)");
  }

  /**
   * Prints {@code line 1}, {@code line 2} and so on, as fast as it can.
   *
   * @param count how many, zero or more
   * @return this
   */
  public ScriptBuilder printLines(int count) {
    return printLines(count, Duration.ZERO);
  }

  /**
   * Prints {@code line 1}, {@code line 2} and so on.
   *
   * @param count how many, zero or more
   * @param pause how long to wait after each
   * @return this
   */
  public ScriptBuilder printLines(int count, Duration pause) {
    python("for number in range(1, " + count + " + 1):");
    python("    print('line', number, flush=" + (pause.isZero() ? "False" : "True") + ")");
    if (!pause.isZero()) {
      return importing("time").python("    time.sleep(" + seconds(pause) + ")");
    }
    return importing("sys").python("sys.stdout.flush()");
  }

  /**
   * Prints what stands in an input, line by line.
   *
   * @param name the input's name
   * @return this
   */
  public ScriptBuilder printInput(String name) {
    python("with open('inputs/' + " + PythonText.quoted(name) + ", encoding='utf-8') as source:");
    return python("    print(source.read(), end='', flush=True)");
  }

  /**
   * Writes a file that is stored as an output.
   *
   * @param name the output's name, with slashes for folders
   * @param content its text
   * @return this
   */
  public ScriptBuilder writeOutput(String name, String content) {
    importing("os");
    python("path = 'outputs/' + " + PythonText.quoted(name));
    python("os.makedirs(os.path.dirname(path), exist_ok=True)");
    python("with open(path, 'w', encoding='utf-8', newline='') as target:");
    return python("    target.write(" + PythonText.quoted(content) + ")");
  }

  /**
   * Does not mind the signal TERM from here on: only force ends it.
   *
   * @return this
   */
  public ScriptBuilder ignoreTerm() {
    return importing("signal").python("signal.signal(signal.SIGTERM, signal.SIG_IGN)");
  }

  /**
   * Starts a child, which starts a grandchild in a session of its own; both wait. Prints {@code
   * child PID} and {@code grandchild PID} before it goes on.
   *
   * @return this
   */
  public ScriptBuilder spawnFamily() {
    importing("subprocess").importing("sys");
    String waiting = "import time; time.sleep(" + LONG_SECONDS + ")";
    String child =
        "import subprocess, sys, time\n"
            + "grandchild = subprocess.Popen([sys.executable, '-c', '"
            + waiting
            + "'], start_new_session=True, stdout=subprocess.DEVNULL)\n"
            + "print('grandchild', grandchild.pid, flush=True)\n"
            + "sys.stdout.close()\n"
            + "time.sleep("
            + LONG_SECONDS
            + ")\n";
    python("child = subprocess.Popen(");
    python("    [sys.executable, '-c', " + PythonText.quoted(child) + "],");
    python("    stdout=subprocess.PIPE, text=True)");
    python("print('child', child.pid, flush=True)");
    return python("print(child.stdout.readline(), end='', flush=True)");
  }

  /**
   * Waits.
   *
   * @param time how long
   * @return this
   */
  public ScriptBuilder sleep(Duration time) {
    return importing("time").python("time.sleep(" + seconds(time) + ")");
  }

  /**
   * Prints {@code ready} and waits to be killed.
   *
   * @return this
   */
  public ScriptBuilder sleepUntilKilled() {
    return print("ready").sleep(Duration.ofSeconds(LONG_SECONDS));
  }

  /**
   * Fails with an uncaught exception, whose traceback goes to the error stream; the exit code is 1.
   *
   * @param message the exception's message
   * @return this
   */
  public ScriptBuilder fail(String message) {
    return python("raise RuntimeError(" + PythonText.quoted(message) + ")");
  }

  /**
   * Ends with an exit code.
   *
   * @param code 0 to 255
   * @return this
   */
  public ScriptBuilder exit(int code) {
    return importing("sys").python("sys.exit(" + code + ")");
  }

  /**
   * Adds code of the caller.
   *
   * @param code Python, one line or several
   * @return this
   */
  public ScriptBuilder python(String code) {
    lines.add(code);
    return this;
  }

  /**
   * Returns the script.
   *
   * @return its text
   */
  public String text() {
    StringBuilder script = new StringBuilder();
    imports.forEach(module -> script.append("import ").append(module).append('\n'));
    lines.forEach(line -> script.append(line).append('\n'));
    return script.toString();
  }

  /**
   * Returns the script as an upload.
   *
   * @param fileName ends with {@code .py}
   * @return the upload
   */
  public ScriptUpload upload(String fileName) {
    return ScriptUpload.of(fileName, text());
  }

  private ScriptBuilder importing(String module) {
    imports.add(module);
    return this;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
  }
}
