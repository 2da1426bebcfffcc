package io.energyops.python;

import io.energyops.annotation.Internal;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where the files of interpreters lie, beside the folders that every program may read. Each
 * interpreter is asked once. Thread-safe.
 */
@Internal
public final class InterpreterFolders {

  private static final Path SYSTEM = Path.of("/usr");

  private final Map<Path, List<Path>> known = new ConcurrentHashMap<>();

  /** Knows none yet. */
  public InterpreterFolders() {}

  /**
   * Returns the folders of one.
   *
   * @param executable the real interpreter, perhaps of a virtual environment
   * @return its prefixes that lie outside of {@code /usr}, without those inside another
   * @throws PythonMissingException when it does not answer
   */
  public List<Path> of(Path executable) {
    return known.computeIfAbsent(executable, InterpreterFolders::ask);
  }

  private static List<Path> ask(Path executable) {
    PythonInterpreter interpreter = PythonInterpreters.at(executable);
    Set<Path> folders = new LinkedHashSet<>();
    Stream.of(interpreter.prefix(), interpreter.basePrefix())
        .map(path -> path.toAbsolutePath().normalize())
        .filter(path -> !path.startsWith(SYSTEM))
        .forEach(folders::add);
    List<Path> all = List.copyOf(folders);
    return all.stream()
        .filter(path -> all.stream().noneMatch(other -> other != path && path.startsWith(other)))
        .toList();
  }
}
