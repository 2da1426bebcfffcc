package io.energyops.python;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a Python interpreter of version 3.9 or newer by asking the candidates themselves: {@code
 * python3} may be a shim that starts another program, slowly, and that fails inside a sandbox.
 * Stateless and thread-safe; every call starts a process for each candidate, so keep the answer.
 */
public final class PythonInterpreters {

  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);
  private static final int OLDEST_MINOR = 9;
  private static final String ADVICE =
      "Install Python 3.9 or newer, put it on PATH, or name the interpreter in the settings.";
  // Marks frame the answer: a shim or a site hook may print lines of its own.
  private static final String QUESTION =
      "import sys; print('\\n<energyops>', *(repr(v.encode('utf-8', 'surrogateescape').hex()) for v"
          + " in ('%d.%d.%d' % sys.version_info[:3], sys.executable or '', sys.prefix,"
          + " sys.base_prefix)), '</energyops>')";
  private static final Pattern ANSWER =
      Pattern.compile(
          "<energyops> '([0-9a-f]*)' '([0-9a-f]*)' '([0-9a-f]*)' '([0-9a-f]*)' </energyops>");
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

  private PythonInterpreters() {}

  /**
   * Finds the first usable interpreter on this process's {@code PATH}: {@code python3}, on Windows
   * {@code python}.
   *
   * @return the interpreter
   * @throws PythonMissingException when there is none; the message lists what was tried
   * @throws EnergyOpsException with {@link ErrorCode#INTERRUPTED} when interrupted
   */
  public static PythonInterpreter find() {
    String path = System.getenv("PATH");
    return find(path == null ? "" : path, DEFAULT_LIMIT);
  }

  /**
   * Finds the first usable interpreter in the given folders.
   *
   * @param searchPath folders, separated as in {@code PATH}; relative ones are passed over
   * @param limit how long to wait for the answer of each candidate
   * @return the interpreter
   * @throws PythonMissingException when there is none; the message lists what was tried
   * @throws EnergyOpsException with {@link ErrorCode#INTERRUPTED} when interrupted
   */
  public static PythonInterpreter find(String searchPath, Duration limit) {
    List<String> refusals = new ArrayList<>();
    for (Path candidate : candidates(searchPath)) {
      try {
        return ask(candidate, limit);
      } catch (PythonMissingException e) {
        refusals.add(String.valueOf(e.getMessage()));
      }
    }
    throw new PythonMissingException(
        "No usable Python interpreter "
            + programName()
            + " on the search path"
            + (refusals.isEmpty() ? "" : " (tried: " + String.join("; ", refusals) + ")")
            + ". "
            + ADVICE,
        null);
  }

  /**
   * Asks one interpreter about itself.
   *
   * @param executable the program or a shim of it
   * @return the interpreter that answered
   * @throws PythonMissingException when it is missing, too old, or does not answer in 10 s
   * @throws EnergyOpsException with {@link ErrorCode#INTERRUPTED} when interrupted
   */
  public static PythonInterpreter at(Path executable) {
    return at(executable, DEFAULT_LIMIT);
  }

  /**
   * Asks one interpreter about itself.
   *
   * @param executable the program or a shim of it
   * @param limit how long to wait for its answer
   * @return the interpreter that answered
   * @throws PythonMissingException when it is missing, too old, or does not answer in time
   * @throws EnergyOpsException with {@link ErrorCode#INTERRUPTED} when interrupted
   */
  public static PythonInterpreter at(Path executable, Duration limit) {
    try {
      return ask(executable.toAbsolutePath(), limit);
    } catch (PythonMissingException e) {
      throw new PythonMissingException(e.getMessage() + ". " + ADVICE, e.getCause());
    }
  }

  private static PythonInterpreter ask(Path executable, Duration limit) {
    BoundedProcess.Outcome outcome;
    try {
      outcome =
          new BoundedProcess(limit, 1 << 16)
              .run(
                  List.of(executable.toString(), "-I", "-c", QUESTION),
                  environment(),
                  new byte[0],
                  new byte[0]);
    } catch (IOException e) {
      throw new PythonMissingException(executable + " cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnergyOpsException(
          ErrorCode.INTERRUPTED, "Interrupted while asking " + executable + " about itself", e);
    }
    if (outcome.exitCode().isEmpty()) {
      throw refused(executable, "did not answer within " + limit.toMillis() + " ms");
    }
    Matcher answer = ANSWER.matcher(outcome.output());
    if (!answer.find()) {
      throw refused(executable, "is no Python 3 (exit code " + outcome.exitCode().getAsInt() + ")");
    }
    return interpreter(executable, answer);
  }

  private static PythonInterpreter interpreter(Path asked, Matcher answer) {
    String version = text(answer.group(1));
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()
        || Integer.parseInt(parts.group(1)) != 3
        || Integer.parseInt(parts.group(2)) < OLDEST_MINOR) {
      throw refused(asked, "is Python " + version + ", older than 3." + OLDEST_MINOR);
    }
    String executable = text(answer.group(2));
    if (executable.isEmpty()) {
      throw refused(asked, "does not know its own path");
    }
    try {
      return new PythonInterpreter(
          Path.of(executable).toAbsolutePath().normalize(),
          version,
          Path.of(text(answer.group(3))),
          Path.of(text(answer.group(4))));
    } catch (InvalidPathException e) {
      throw new PythonMissingException(asked + " has a path that this JVM cannot name", e);
    }
  }

  private static Set<Path> candidates(String searchPath) {
    Set<Path> found = new LinkedHashSet<>();
    for (String folder : searchPath.split(Pattern.quote(File.pathSeparator), -1)) {
      Path candidate = candidate(folder);
      if (candidate != null && Files.isExecutable(candidate)) {
        found.add(candidate);
      }
    }
    return found;
  }

  private static @Nullable Path candidate(String folder) {
    try {
      // A relative folder would let whoever chooses the working directory choose the interpreter.
      Path path = Path.of(folder);
      return path.isAbsolute() ? path.resolve(programName()) : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Map<String, String> environment() {
    // A shim needs its own variables, so only what would change the answer is taken out.
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("PYTHON"));
    return environment;
  }

  private static String programName() {
    return windows() ? "python.exe" : "python3";
  }

  static boolean windows() {
    return File.separatorChar == '\\';
  }

  private static String text(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static PythonMissingException refused(Path executable, String why) {
    return new PythonMissingException(executable + " " + why, null);
  }
}
