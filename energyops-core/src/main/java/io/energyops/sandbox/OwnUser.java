package io.energyops.sandbox;

import io.energyops.run.LimitKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs each program under a user id that no other run and nobody else has. Needs root. Immutable.
 */
final class OwnUser implements IsolationBackend {

  private final HostAccess host;
  private final UserRange range;

  OwnUser(HostAccess host, UserRange range) {
    this.host = host;
    this.range = range;
  }

  @Override
  public String name() {
    return "own user";
  }

  @Override
  public Set<LimitKind> enforceable() {
    // RLIMIT_NPROC counts all processes of a user, so it needs a user of the run's own.
    return Set.of(LimitKind.PIDS);
  }

  @Override
  public String mechanism(LimitKind limit) {
    return "RLIMIT_NPROC of an own user";
  }

  @Override
  public Optional<String> inPart(LimitKind limit) {
    return limit == LimitKind.FILESYSTEM
        ? Optional.of("an own user keeps it from what only other users may read")
        : Optional.empty();
  }

  @Override
  public Optional<String> missing() {
    return host.root() ? Optional.empty() : Optional.of("only root may change the user");
  }

  @Override
  public void confine(IsolationRequest request, Confinement.Builder confinement) {
    confinement
        .ownUser(
            range,
            List.of(
                request.places().work(),
                request.places().temporary(),
                request.places().work().resolve("outputs")))
        .resourceLimit(
            "nproc", request.options().maxProcesses().value() + Bubblewrap.OWN_PROCESSES);
  }
}
