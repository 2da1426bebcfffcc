package io.energyops.sandbox;

import io.energyops.run.LimitKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Limits of the process itself, set by the supervisor with {@code prlimit(2)}, and the supervisor's
 * look at what lies in the run's folders. Works for every user. Immutable.
 */
final class ResourceLimits implements IsolationBackend {

  private static final Set<LimitKind> HELD = Set.of(LimitKind.FILES, LimitKind.DISK);

  @Override
  public String name() {
    return "prlimit";
  }

  @Override
  public Set<LimitKind> enforceable() {
    return HELD;
  }

  @Override
  public String mechanism(LimitKind limit) {
    return limit == LimitKind.DISK
        ? "supervisor, which looks five times a second, and RLIMIT_FSIZE for each file"
        : "RLIMIT_NOFILE";
  }

  @Override
  public Optional<String> inPart(LimitKind limit) {
    return switch (limit) {
      case MEMORY -> Optional.of("RLIMIT_DATA holds each process by itself");
      case CPU ->
          Optional.of(
              "RLIMIT_CPU ends each process that has used the share of the whole wall time");
      default -> Optional.empty();
    };
  }

  @Override
  public void confine(IsolationRequest request, Confinement.Builder confinement) {
    SandboxOptions options = request.options();
    confinement
        .resourceLimit("core", 0)
        .resourceLimit("nofile", options.maxOpenFiles().value())
        .resourceLimit("fsize", options.diskBytes().value())
        .disk(
            new Confinement.DiskAllowance(
                List.of(request.places().work(), request.places().temporary()),
                options.diskBytes().value(),
                options.diskEntries().value()));
    // Not RLIMIT_AS: numerical libraries reserve more than a gigabyte that they never touch.
    confinement.resourceLimit("data", options.memoryBytes().value());
    confinement.resourceLimit("cpu", processorSeconds(options));
  }

  /** What the share comes to over the whole wall time, rounded up. */
  static long processorSeconds(SandboxOptions options) {
    long millis = options.wallTime().value().toMillis();
    double seconds = millis / 1000.0 * options.cpuPercent().value() / 100;
    return Math.max(1, (long) Math.ceil(seconds));
  }
}
