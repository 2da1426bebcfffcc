package io.energyops.sandbox;

import io.energyops.annotation.Internal;
import io.energyops.run.Enforcement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Which backends hold one program, and what they enforce. Immutable. */
@Internal
public final class IsolationPlan {

  private final List<IsolationBackend> backends;
  private final SandboxOptions options;
  private final List<Enforcement> enforcements;
  private final Function<Path, List<Path>> interpreterFolders;

  IsolationPlan(
      List<IsolationBackend> backends,
      SandboxOptions options,
      List<Enforcement> enforcements,
      Function<Path, List<Path>> interpreterFolders) {
    this.backends = List.copyOf(backends);
    this.options = options;
    this.enforcements = List.copyOf(enforcements);
    this.interpreterFolders = interpreterFolders;
  }

  /**
   * Returns what holds and what does not.
   *
   * @return one entry per limit, in the order of {@link io.energyops.run.LimitKind}
   */
  public List<Enforcement> enforcements() {
    return enforcements;
  }

  /**
   * Returns the names of the backends that work together.
   *
   * @return for example {@code prlimit + cgroup v2 + bubblewrap}
   */
  public String composition() {
    return String.join(" + ", backends.stream().map(IsolationBackend::name).toList());
  }

  /**
   * Puts the backends around a program.
   *
   * @param command the program and its arguments; the first is the interpreter
   * @param name of the run, unique on this host, of letters, digits and hyphens
   * @param places its folders
   * @param readable what it must be able to read beside its interpreter and its folders
   * @return the command to run instead, and what to set up around it
   */
  public Confinement confine(
      List<String> command, String name, IsolationRequest.Places places, List<Path> readable) {
    Path interpreter = Path.of(command.get(0));
    List<Path> all = new ArrayList<>(interpreterFolders.apply(interpreter));
    all.addAll(options.readablePaths());
    all.addAll(readable);
    IsolationRequest request = new IsolationRequest(options, name, places, interpreter, all);
    Confinement.Builder confinement = new Confinement.Builder(command);
    backends.forEach(backend -> backend.confine(request, confinement));
    return confinement.build();
  }

  /**
   * Returns what the plan was made for.
   *
   * @return the options
   */
  public SandboxOptions options() {
    return options;
  }
}
