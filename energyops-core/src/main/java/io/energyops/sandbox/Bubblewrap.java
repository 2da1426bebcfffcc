package io.energyops.sandbox;

import io.energyops.run.LimitKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Private namespaces: the program sees the system's folders read-only, its own folder, a {@code
 * /tmp} of its own, no process but its own and no network unless it is allowed, and may not make
 * the system calls of {@link SeccompFilter}. Immutable.
 */
final class Bubblewrap implements IsolationBackend {

  /** The wrapper and the reporter count as processes of the run. */
  static final int OWN_PROCESSES = 2;

  private static final String REPORTER = text("reporter.py");

  private static final List<String> SYSTEM =
      List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

  /** What programs need of {@code /etc} to load libraries and to tell the time. */
  private static final List<String> SETTINGS =
      List.of(
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "alternatives",
          "localtime",
          "timezone",
          "mime.types",
          "fonts",
          "matplotlibrc");

  private static final List<String> NETWORK_SETTINGS =
      List.of(
          "resolv.conf",
          "hosts",
          "nsswitch.conf",
          "services",
          "protocols",
          "ssl",
          "ca-certificates",
          "pki",
          "gai.conf");

  private final HostAccess host;

  Bubblewrap(HostAccess host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "bubblewrap";
  }

  @Override
  public Set<LimitKind> enforceable() {
    return Set.of(LimitKind.FILESYSTEM, LimitKind.NETWORK, LimitKind.TREE_KILL);
  }

  @Override
  public String mechanism(LimitKind limit) {
    return switch (limit) {
      case TREE_KILL -> "pid namespace of bubblewrap";
      case NETWORK -> "network namespace of bubblewrap";
      default -> "mount namespace of bubblewrap";
    };
  }

  @Override
  public Optional<String> missing() {
    return host.program("bwrap").isPresent()
        ? Optional.empty()
        : Optional.of("bwrap is not installed; install the package bubblewrap");
  }

  @Override
  public void confine(IsolationRequest request, Confinement.Builder confinement) {
    // Started by root, it would map the program's user to the host's root.
    if (host.root() && !confinement.hasOwnUser()) {
      throw new IllegalStateException("bubblewrap as root needs an own user for the program");
    }
    IsolationRequest.Places places = request.places();
    List<String> words = new ArrayList<>();
    words.add(host.program("bwrap").map(Path::toString).orElse("bwrap"));
    words.addAll(List.of("--unshare-all", "--die-with-parent", "--new-session", "--as-pid-1"));
    words.addAll(List.of("--hostname", "sandbox", "--cap-drop", "ALL"));
    boolean network = request.options().networkAllowed();
    if (network) {
      words.add("--share-net");
    }
    system(words);
    settings(words, SETTINGS);
    if (network) {
      settings(words, NETWORK_SETTINGS);
    }
    words.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    Binds binds = new Binds(words, confinement);
    // First, since what follows may lie below the host's /tmp.
    binds.writable(places.temporary(), Path.of("/tmp"));
    for (Path path : request.readable()) {
      binds.readOnly(path, path);
    }
    binds.writable(places.work(), places.work());
    if (Files.isDirectory(places.inputs(), LinkOption.NOFOLLOW_LINKS)) {
      binds.readOnly(places.inputs(), places.inputs());
    }
    words.addAll(List.of("--remount-ro", "/", "--chdir", places.work().toString()));
    SeccompFilter.forThisMachine()
        .ifPresent(program -> words.addAll(List.of("--seccomp", confinement.filter(program))));
    words.add("--");
    words.addAll(List.of(request.interpreter().toString(), "-I", "-S", "-c", REPORTER));
    words.add(Confinement.REPORT);
    confinement.wrap(words).wrapped();
  }

  private static void system(List<String> words) {
    words.addAll(List.of("--ro-bind", "/usr", "/usr"));
    for (String name : SYSTEM) {
      Path folder = Path.of("/", name);
      if (Files.isSymbolicLink(folder)) {
        words.addAll(List.of("--symlink", target(folder), folder.toString()));
      } else if (Files.isDirectory(folder)) {
        words.addAll(List.of("--ro-bind", folder.toString(), folder.toString()));
      }
    }
  }

  private static String text(String name) {
    try (InputStream source = Bubblewrap.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new IllegalStateException("The resource " + name + " is not in the jar");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the resource " + name, e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the link " + link, e);
    }
  }

  private static void settings(List<String> words, List<String> names) {
    for (String name : names) {
      String path = "/etc/" + name;
      words.addAll(List.of("--ro-bind-try", path, path));
    }
  }

  /** Mounts of what need not be reachable for the program's user, except through here. */
  private record Binds(List<String> words, Confinement.Builder confinement) {

    void readOnly(Path source, Path at) {
      bind("--ro-bind", source, at);
    }

    void writable(Path source, Path at) {
      bind("--bind", source, at);
    }

    private void bind(String how, Path source, Path at) {
      String from = confinement.hasOwnUser() ? confinement.open(source) : source.toString();
      words.addAll(List.of(how, from, at.toString()));
    }
  }
}
