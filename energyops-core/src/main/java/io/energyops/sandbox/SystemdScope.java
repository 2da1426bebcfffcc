package io.energyops.sandbox;

import io.energyops.run.LimitKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A transient unit of systemd for each run, whose control group the supervisor divides: itself in
 * one part, the program with its limits in the other. The user's own manager makes it for an
 * ordinary user, so that nothing must be delegated; and since the unit is not part of the unit of
 * this JVM, the run survives a restart of that. Immutable.
 *
 * <p>The limits are not given to systemd: a user's manager takes those that it cannot hold without
 * a word, on a host with the hierarchies of version 1 all of them.
 */
final class SystemdScope implements IsolationBackend {

  private final HostAccess host;

  SystemdScope(HostAccess host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "systemd scope";
  }

  @Override
  public Set<LimitKind> enforceable() {
    return Set.of(LimitKind.MEMORY, LimitKind.CPU, LimitKind.PIDS, LimitKind.TREE_KILL);
  }

  @Override
  public String mechanism(LimitKind limit) {
    return "cgroup v2 in a systemd scope";
  }

  @Override
  public Optional<String> missing() {
    if (!host.systemd()) {
      return Optional.of("systemd is not the first process of this host");
    }
    if (host.program("systemd-run").isEmpty()) {
      return Optional.of("systemd-run is not installed");
    }
    if (!host.root() && !Files.isDirectory(managerFolder().resolve("systemd"))) {
      return Optional.of(
          "user "
              + (host.user().isPresent() ? host.user().getAsInt() : "unknown")
              + " has no systemd manager; keep one running with loginctl enable-linger, or run this"
              + " JVM in a delegated unit (Delegate=yes, DelegateSubgroup=main)");
    }
    return Optional.empty();
  }

  @Override
  public void confine(IsolationRequest request, Confinement.Builder confinement) {
    ControlGroups.liftWeaker(confinement);
    List<String> words = new ArrayList<>();
    if (!host.root()) {
      // The supervisor starts without the JVM's variables, and systemd-run finds the manager by it.
      words.addAll(List.of("/usr/bin/env", "XDG_RUNTIME_DIR=" + managerFolder()));
    }
    words.add(host.program("systemd-run").map(Path::toString).orElse("systemd-run"));
    words.add(host.root() ? "--system" : "--user");
    words.addAll(
        List.of(
            "--scope",
            "--quiet",
            "--collect",
            "--no-ask-password",
            // What an administrator allows the slice holds for its runs too.
            "--slice-inherit",
            "--property=Delegate=yes",
            "--unit=energyops-" + request.name(),
            "--"));
    confinement.scope(
        words, new ControlGroup(2, Path.of("program"), ControlGroups.unified(request.options())));
  }

  private Path managerFolder() {
    return host.run().resolve("user/" + host.user().orElse(-1));
  }
}
