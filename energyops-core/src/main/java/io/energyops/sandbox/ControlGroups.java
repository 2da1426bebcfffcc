package io.energyops.sandbox;

import io.energyops.run.LimitKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Control groups for memory, processor share, number of processes, and the end of all of them. On
 * version 1 each controller has a group below the one that this JVM is in, so that a limit of the
 * JVM's container holds for the program too; on version 2 the group lies beside the JVM's, since a
 * group with processes may not share out controllers. Immutable.
 */
final class ControlGroups implements IsolationBackend {

  private static final List<String> CONTROLLERS = List.of("memory", "cpu", "pids", "freezer");
  private static final long PERIOD_MICROS = 100_000;

  private final Optional<Layout> layout;
  private final String missing;

  /** Where the groups of runs are made. */
  private record Layout(int version, Map<Path, List<String>> bases) {}

  /** A mounted hierarchy. */
  private record Mount(String type, Path root, Path point, List<String> options) {}

  ControlGroups(HostAccess host) {
    List<Mount> mounts = mounts(host);
    Map<String, Path> own = ownGroups(host);
    List<String> reasons = new ArrayList<>();
    Optional<Layout> found = versionTwo(host, mounts, own, reasons);
    this.layout = found.isPresent() ? found : versionOne(mounts, own, reasons);
    this.missing = String.join("; ", reasons);
  }

  @Override
  public String name() {
    return layout.map(l -> "cgroup v" + l.version()).orElse("cgroup");
  }

  @Override
  public Set<LimitKind> enforceable() {
    return Set.of(LimitKind.MEMORY, LimitKind.CPU, LimitKind.PIDS, LimitKind.TREE_KILL);
  }

  @Override
  public Optional<String> missing() {
    return layout.isPresent() ? Optional.empty() : Optional.of(missing);
  }

  @Override
  public void confine(IsolationRequest request, Confinement.Builder confinement) {
    Layout groups = layout.orElseThrow(() -> new IllegalStateException(missing));
    liftWeaker(confinement);
    SandboxOptions options = request.options();
    String name = "energyops-" + request.name();
    if (groups.version() == 2) {
      Path base = groups.bases().keySet().iterator().next();
      confinement.group(new ControlGroup(2, base.resolve(name), unified(options)));
      return;
    }
    long processes = processes(options);
    long quota = quota(options);
    groups
        .bases()
        .forEach(
            (base, controllers) -> {
              Map<String, String> limits = new LinkedHashMap<>();
              controllers.forEach(c -> limits.putAll(limits(c, options, quota, processes)));
              confinement.group(new ControlGroup(1, base.resolve(name), limits));
            });
  }

  /** Takes back what holds less than a control group does. */
  static void liftWeaker(Confinement.Builder confinement) {
    confinement.liftResourceLimit("data").liftResourceLimit("cpu").liftResourceLimit("nproc");
  }

  /** The limits of a group of version 2, by file. */
  static Map<String, String> unified(SandboxOptions options) {
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("memory.max", Long.toString(options.memoryBytes().value()));
    limits.put("memory.swap.max", "0");
    limits.put("cpu.max", quota(options) + " " + PERIOD_MICROS);
    limits.put("pids.max", Long.toString(processes(options)));
    return limits;
  }

  private static long processes(SandboxOptions options) {
    return (long) options.maxProcesses().value() + Bubblewrap.OWN_PROCESSES;
  }

  private static long quota(SandboxOptions options) {
    return PERIOD_MICROS * (long) options.cpuPercent().value() / 100;
  }

  private static Map<String, String> limits(
      String controller, SandboxOptions options, long quota, long processes) {
    Map<String, String> limits = new LinkedHashMap<>();
    switch (controller) {
      case "memory" -> {
        String bytes = Long.toString(options.memoryBytes().value());
        limits.put("memory.limit_in_bytes", bytes);
        limits.put("memory.memsw.limit_in_bytes", bytes);
      }
      case "cpu" -> {
        limits.put("cpu.cfs_period_us", Long.toString(PERIOD_MICROS));
        limits.put("cpu.cfs_quota_us", Long.toString(quota));
      }
      case "pids" -> limits.put("pids.max", Long.toString(processes));
      default -> {
        // The freezer has no limit; it stops all members at once when they are ended.
      }
    }
    return limits;
  }

  private static Optional<Layout> versionOne(
      List<Mount> mounts, Map<String, Path> own, List<String> reasons) {
    Map<Path, List<String>> bases = new LinkedHashMap<>();
    for (String controller : CONTROLLERS) {
      Optional<Path> base =
          mounts.stream()
              .filter(m -> m.type().equals("cgroup") && m.options().contains(controller))
              .findFirst()
              .flatMap(mount -> place(mount, own.get(controller)));
      if (base.isEmpty()) {
        reasons.add("cgroup v1 has no " + controller + " controller here");
        return Optional.empty();
      }
      if (!Files.isWritable(base.get())) {
        reasons.add(
            "this user may not make groups in "
                + base.get()
                + "; run as root, or delegate that folder");
        return Optional.empty();
      }
      // Controllers that are mounted together share one group.
      bases.computeIfAbsent(base.get(), path -> new ArrayList<>()).add(controller);
    }
    return Optional.of(new Layout(1, bases));
  }

  private static Optional<Layout> versionTwo(
      HostAccess host, List<Mount> mounts, Map<String, Path> own, List<String> reasons) {
    Optional<Mount> mount = mounts.stream().filter(m -> m.type().equals("cgroup2")).findFirst();
    Optional<Path> group = mount.flatMap(m -> place(m, own.get("")));
    if (group.isEmpty()) {
      reasons.add("cgroup v2 is not mounted");
      return Optional.empty();
    }
    Path top = mount.get().point();
    Path parent = group.get().getParent();
    Path base = group.get().equals(top) || parent == null ? top : parent;
    try {
      List<String> there =
          List.of(Files.readString(base.resolve("cgroup.controllers")).strip().split(" "));
      if (!there.containsAll(List.of("memory", "cpu", "pids"))) {
        reasons.add("cgroup v2 has only the controllers " + there + " in " + base);
        return Optional.empty();
      }
      if (host.systemd() && !delegated(host, base)) {
        reasons.add(
            base
                + " belongs to systemd, which has not delegated it; to have groups made there, run this"
                + " JVM in a sub-group of a delegated unit (Delegate=yes, DelegateSubgroup=main)");
        return Optional.empty();
      }
      if (!group.get().equals(base) && limited(group.get())) {
        reasons.add(
            "the group of this JVM has limits of its own, which a group beside it would escape;"
                + " set them on "
                + base);
        return Optional.empty();
      }
      Files.writeString(base.resolve("cgroup.subtree_control"), "+memory +cpu +pids");
      return Optional.of(new Layout(2, Map.of(base, List.of())));
    } catch (IOException e) {
      reasons.add(
          "cgroup v2 does not let this JVM share out controllers in "
              + base
              + " ("
              + e.getMessage()
              + "); run it in a sub-group of a delegated unit (Delegate=yes, DelegateSubgroup=main)");
      return Optional.empty();
    }
  }

  /**
   * Each group has one writer. Systemd marks what it leaves to others, and gives it to the user of
   * the unit; what lies below a user's manager belongs to that user too, but is the manager's.
   */
  private static boolean delegated(HostAccess host, Path group) {
    try {
      if (Files.getFileAttributeView(group, UserDefinedFileAttributeView.class)
          .list()
          .contains("delegate")) {
        return true;
      }
      boolean managed = group.toString().contains("/user@");
      Object owner = Files.getAttribute(group, "unix:uid");
      return !host.root()
          && !managed
          && host.user().isPresent()
          && owner.equals(host.user().getAsInt());
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean limited(Path group) throws IOException {
    return limits(group, "memory.max") || limits(group, "cpu.max") || limits(group, "pids.max");
  }

  private static boolean limits(Path group, String file) throws IOException {
    Path limit = group.resolve(file);
    return Files.exists(limit) && !Files.readString(limit).startsWith("max");
  }

  /** Where a group lies in the file system; empty when it is outside of what is mounted. */
  private static Optional<Path> place(Mount mount, @Nullable Path group) {
    if (group == null || !group.startsWith(mount.root())) {
      return Optional.empty();
    }
    return Optional.of(mount.point().resolve(mount.root().relativize(group)).normalize());
  }

  /** The groups of this JVM by controller; version 2 has the empty name. */
  private static Map<String, Path> ownGroups(HostAccess host) {
    Map<String, Path> own = new LinkedHashMap<>();
    for (String line : host.lines("self/cgroup")) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3) {
        for (String controller : parts[1].split(",", -1)) {
          own.put(controller, Path.of(parts[2]));
        }
      }
    }
    return own;
  }

  /** See proc(5): the fields after the separator are type, source and the options of the type. */
  private static List<Mount> mounts(HostAccess host) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : host.lines("self/mountinfo")) {
      int separator = line.indexOf(" - ");
      if (separator > 0) {
        String[] before = line.substring(0, separator).split(" ", -1);
        String[] after = line.substring(separator + 3).split(" ", -1);
        if (before.length >= 5 && after.length >= 3 && after[0].startsWith("cgroup")) {
          mounts.add(
              new Mount(
                  after[0], Path.of(before[3]), Path.of(before[4]), List.of(after[2].split(","))));
        }
      }
    }
    return mounts;
  }
}
