package io.energyops.sandbox;

import io.energyops.annotation.Internal;
import io.energyops.run.Enforcement;
import io.energyops.run.LimitKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Composes the backends of this host. What works here is found at the first use, by running a
 * program through the strongest chain, then through weaker ones, and remembered until {@link
 * #recheck()}; not while no program can be run at all. Thread-safe.
 */
public final class IsolationPlanner {

  private static final Logger LOG = LoggerFactory.getLogger(IsolationPlanner.class);

  private final List<IsolationBackend> fixed;
  private final List<IsolationBackend> optional;
  private final ChainProbe probe;
  private final Function<Path, List<Path>> interpreterFolders;
  private final ReentrantLock finding = new ReentrantLock();
  private volatile @Nullable Found found;

  /**
   * What works here, and why the others do not. Not proven when the weakest chain does not work
   * either: then it is not the walls that are wrong.
   */
  private record Found(List<IsolationBackend> chain, Map<String, String> refused, boolean proven) {}

  private IsolationPlanner(
      List<IsolationBackend> fixed,
      List<IsolationBackend> optional,
      ChainProbe probe,
      Function<Path, List<Path>> interpreterFolders) {
    this.fixed = List.copyOf(fixed);
    this.optional = List.copyOf(optional);
    this.probe = probe;
    this.interpreterFolders = interpreterFolders;
  }

  /**
   * Plans with no isolation but the supervisor's.
   *
   * @return the planner
   */
  public static IsolationPlanner plain() {
    return of(List.of(new PlainIsolation()));
  }

  /**
   * Plans with these backends and tries none of them.
   *
   * @param backends the innermost first; of two that enforce a limit the last is named for it
   * @return the planner
   */
  public static IsolationPlanner of(List<IsolationBackend> backends) {
    return new IsolationPlanner(backends, List.of(), chain -> Optional.empty(), path -> List.of());
  }

  /**
   * Plans with the strongest of this host's backends that work together.
   *
   * @param probe tries a chain
   * @param interpreterFolders what an interpreter needs to be able to read
   * @return the planner; nothing has been tried yet
   */
  @Internal
  public static IsolationPlanner strongest(
      ChainProbe probe, Function<Path, List<Path>> interpreterFolders) {
    HostAccess host = HostAccess.real();
    if (!host.linux()) {
      return plain();
    }
    return choosing(
        List.of(new PlainIsolation(), new ResourceLimits()),
        List.of(
            new OwnUser(host, UserRange.DEFAULT),
            new SystemdScope(host),
            new ControlGroups(host),
            new Bubblewrap(host)),
        probe,
        interpreterFolders);
  }

  static IsolationPlanner choosing(
      List<IsolationBackend> fixed,
      List<IsolationBackend> optional,
      ChainProbe probe,
      Function<Path, List<Path>> interpreterFolders) {
    return new IsolationPlanner(fixed, optional, probe, interpreterFolders);
  }

  /**
   * Plans without some backends, for a host where one of them does harm.
   *
   * @param names of backends
   * @return another planner, which finds anew what works
   */
  public IsolationPlanner without(Set<String> names) {
    return new IsolationPlanner(
        fixed.stream().filter(backend -> !names.contains(backend.name())).toList(),
        optional.stream().filter(backend -> !names.contains(backend.name())).toList(),
        probe,
        interpreterFolders);
  }

  /**
   * Returns the backends that work together here, tried if they have not been yet.
   *
   * @return names, the innermost first
   */
  public List<String> composition() {
    return found().chain().stream().map(IsolationBackend::name).toList();
  }

  /**
   * Returns why the other backends of this planner are not used.
   *
   * @return what is missing and what to do, by name of the backend
   */
  public Map<String, String> refused() {
    return Map.copyOf(found().refused());
  }

  /** Forgets what was found, so that the next run tries the host's backends again. */
  public void recheck() {
    found = null;
  }

  /**
   * Plans one run. The first call takes as long as some runs of the interpreter.
   *
   * @param options what is asked
   * @return the plan
   * @throws LimitNotEnforceableException when a required limit is enforced by nothing
   */
  public IsolationPlan plan(SandboxOptions options) {
    Found here = found();
    List<Enforcement> report = new ArrayList<>();
    EnumSet<LimitKind> missing = EnumSet.noneOf(LimitKind.class);
    for (LimitKind limit : LimitKind.values()) {
      Enforcement enforcement = enforcement(here, limit, options);
      report.add(enforcement);
      if (enforcement.enforcedBy().isEmpty()
          && !given(limit, options)
          && options.requirement(limit) == Requirement.REQUIRED) {
        missing.add(limit);
      }
    }
    if (!missing.isEmpty()) {
      String why =
          report.stream()
              .filter(e -> missing.contains(e.limit()))
              .map(e -> e.limit() + ": " + e.evidence().orElse(""))
              .collect(Collectors.joining("; "));
      throw new LimitNotEnforceableException(
          missing,
          "Nothing was started: "
              + missing
              + " must be enforced, but cannot be here. "
              + why
              + ". Prefer these limits instead of requiring them, or give the host what is missing");
    }
    return new IsolationPlan(here.chain(), options, report, interpreterFolders);
  }

  private Found found() {
    Found known = found;
    if (known != null) {
      return known;
    }
    finding.lock();
    try {
      Found meanwhile = found;
      if (meanwhile == null) {
        meanwhile = find();
        if (meanwhile.proven()) {
          warn(meanwhile);
          found = meanwhile;
        }
      }
      return meanwhile;
    } finally {
      finding.unlock();
    }
  }

  /** A planner that was made with fixed backends was made so by somebody who knows what they do. */
  private void warn(Found here) {
    List<LimitKind> open = new ArrayList<>();
    for (LimitKind limit : LimitKind.values()) {
      if (here.chain().stream().noneMatch(backend -> backend.enforceable().contains(limit))) {
        open.add(limit);
      }
    }
    if (!optional.isEmpty() && !open.isEmpty()) {
      LOG.warn(
          "Scripts are not held within {} on this host: {}",
          open,
          here.refused().entrySet().stream()
              .map(refused -> refused.getKey() + ": " + refused.getValue())
              .collect(Collectors.joining("; ")));
    }
  }

  private Found find() {
    Map<String, String> refused = new LinkedHashMap<>();
    List<IsolationBackend> usable = new ArrayList<>();
    for (IsolationBackend backend : optional) {
      Optional<String> lack = backend.missing();
      lack.ifPresent(why -> refused.put(backend.name(), why));
      if (lack.isEmpty()) {
        usable.add(backend);
      }
    }
    // Bit by bit, so that the sets come strongest first: a later backend adds more than all before.
    for (int set = (1 << usable.size()) - 1; set > 0; set--) {
      List<IsolationBackend> chain = new ArrayList<>(fixed);
      List<IsolationBackend> some = new ArrayList<>();
      for (int at = 0; at < usable.size(); at++) {
        if ((set & (1 << at)) != 0) {
          some.add(usable.get(at));
        }
      }
      chain.addAll(some);
      Optional<String> failure = tried(chain);
      if (failure.isEmpty()) {
        some.forEach(backend -> refused.remove(backend.name()));
        return new Found(chain, refused, true);
      }
      some.forEach(backend -> refused.putIfAbsent(backend.name(), failure.get()));
    }
    return new Found(fixed, refused, tried(fixed).isEmpty());
  }

  private Optional<String> tried(List<IsolationBackend> chain) {
    try {
      return probe.failure(
          new IsolationPlan(chain, SandboxOptions.defaults(), List.of(), interpreterFolders));
    } catch (RuntimeException e) {
      return Optional.of(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  private static boolean given(LimitKind limit, SandboxOptions options) {
    return limit == LimitKind.NETWORK && options.networkAllowed();
  }

  private static Enforcement enforcement(Found here, LimitKind limit, SandboxOptions options) {
    String requested = LimitText.requested(limit, options);
    if (given(limit, options)) {
      return Enforcement.none(limit, requested, "nothing to enforce: it was allowed");
    }
    List<IsolationBackend> chain = here.chain();
    for (int at = chain.size() - 1; at >= 0; at--) {
      if (chain.get(at).enforceable().contains(limit)) {
        return Enforcement.by(limit, requested, chain.get(at).mechanism(limit));
      }
    }
    return Enforcement.none(limit, requested, why(here, limit));
  }

  private static String why(Found here, LimitKind limit) {
    List<String> words = new ArrayList<>();
    here.chain().forEach(backend -> backend.inPart(limit).ifPresent(words::add));
    here.refused().forEach((name, why) -> words.add(name + " cannot be used: " + why));
    words.add(
        0,
        "no backend of this host enforces it (there is: "
            + here.chain().stream().map(IsolationBackend::name).collect(Collectors.joining(", "))
            + ")");
    return String.join("; ", words);
  }
}
