package io.energyops.it.sandbox;

import io.energyops.process.SandboxExecutors;
import io.energyops.process.TrialRun;
import io.energyops.python.InterpreterFolders;
import io.energyops.python.PythonInterpreters;
import io.energyops.sandbox.IsolationPlanner;
import io.energyops.sandbox.SandboxExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** A host with secrets, and a sandbox of some composition on it. */
final class Walls implements AutoCloseable {

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(3);
  private final Path open;
  private final Path data;
  private final IsolationPlanner planner;
  private final SandboxExecutor sandbox;
  private final AttackedHost host;

  private Walls(Set<String> without) throws IOException {
    this.open = Files.createTempDirectory("energyops-hostile");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.data =
        Files.createDirectory(
            open.resolve("data"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path interpreter = PythonInterpreters.find().executable();
    Path runs = data.resolve("sandbox");
    this.planner =
        IsolationPlanner.strongest(
                new TrialRun(runs, () -> Optional.of(interpreter), System::nanoTime),
                new InterpreterFolders()::of)
            .without(without);
    this.sandbox =
        SandboxExecutors.builder(runs, scheduler)
            .interpreter(() -> Optional.of(interpreter))
            .hostEnvironment(
                Map.of(
                    "PATH", "/usr/bin:/bin", "USER", "operator", "DB_PASSWORD", "CANARY-password"))
            .planner(planner)
            .build();
    this.host = new AttackedHost(open, data, sandbox, interpreter);
  }

  static Walls strongest() throws IOException {
    return new Walls(Set.of());
  }

  static Walls without(Set<String> backends) throws IOException {
    return new Walls(backends);
  }

  List<String> composition() {
    return planner.composition();
  }

  Map<String, String> refused() {
    return planner.refused();
  }

  HostileRun run(HostileScript script) throws IOException {
    return HostileRun.of(script, sandbox, host, open);
  }

  /** Folders of runs that are over, the neighbour's apart. */
  List<Path> remains() throws IOException {
    try (Stream<Path> folders = Files.list(data.resolve("sandbox"))) {
      List<Path> found = new ArrayList<>(folders.toList());
      found.removeIf(folder -> host.facts().contains(folder.toString()));
      return found;
    }
  }

  @Override
  public void close() throws IOException {
    host.close();
    sandbox.close();
    scheduler.shutdownNow();
    try (Stream<Path> all = Files.walk(open)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
