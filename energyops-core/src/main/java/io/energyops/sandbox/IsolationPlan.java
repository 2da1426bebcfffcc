package io.energyops.sandbox;

import io.energyops.annotation.Internal;
import io.energyops.run.Enforcement;
import java.nio.file.Path;
import java.util.List;

/** Which backends hold one program, and what they enforce. Immutable. */
@Internal
public final class IsolationPlan {

  private final List<IsolationBackend> backends;
  private final SandboxOptions options;
  private final List<Enforcement> enforcements;

  IsolationPlan(
      List<IsolationBackend> backends, SandboxOptions options, List<Enforcement> enforcements) {
    this.backends = List.copyOf(backends);
    this.options = options;
    this.enforcements = List.copyOf(enforcements);
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
   * Puts the backends around a program.
   *
   * @param command the program and its arguments
   * @param workDirectory its private folder
   * @return the command to run instead
   */
  public List<String> wrap(List<String> command, Path workDirectory) {
    List<String> wrapped = command;
    for (IsolationBackend backend : backends) {
      wrapped = backend.wrap(new IsolationRequest(wrapped, options, workDirectory));
    }
    return wrapped;
  }
}
