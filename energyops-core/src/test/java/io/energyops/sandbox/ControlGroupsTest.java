package io.energyops.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts of many kinds, as their files in /proc and /sys show them. */
class ControlGroupsTest {

  private static final List<String> CONTROLLERS = List.of("memory", "cpu", "pids", "freezer");

  @TempDir Path host;
  private Path mounts;

  @BeforeEach
  void makeHost() throws IOException {
    mounts = Files.createDirectories(host.resolve("mounts"));
    Files.createDirectories(host.resolve("proc/self"));
  }

  @Test
  void version_1_has_a_group_of_each_controller_below_the_groups_of_this_jvm() {
    String table = "";
    String own = "";
    for (String controller : CONTROLLERS) {
      Path point = folder(controller);
      folder(controller + "/app/jvm");
      table += mount("cgroup", "/", point, controller);
      own += "3:" + controller + ":/app/jvm\n";
    }
    write(table, own);

    ControlGroups groups = groups();
    assertEquals(Optional.empty(), groups.missing());
    assertEquals("cgroup v1", groups.name());
    List<Map<String, Object>> made = confined(groups, SandboxOptions.builder().cpuPercent(50));
    assertEquals(
        CONTROLLERS.stream()
            .map(controller -> mounts.resolve(controller + "/app/jvm/energyops-run-1").toString())
            .toList(),
        made.stream().map(group -> group.get("directory")).toList());
    assertEquals(
        Map.of("cpu.cfs_period_us", "100000", "cpu.cfs_quota_us", "50000"),
        made.get(1).get("limits"));
  }

  @Test
  void controllers_that_are_mounted_together_share_a_group() {
    Path together = folder("cpu,pids");
    write(
        mount("cgroup", "/", folder("memory"), "memory")
            + mount("cgroup", "/", together, "cpu,pids")
            + mount("cgroup", "/", folder("freezer"), "freezer"),
        "4:memory:/\n3:cpu,pids:/\n2:freezer:/\n");
    List<Map<String, Object>> made = confined(groups(), SandboxOptions.builder());
    assertEquals(3, made.size());
    assertEquals(
        Set.of("cpu.cfs_period_us", "cpu.cfs_quota_us", "pids.max"),
        ((Map<?, ?>) made.get(1).get("limits")).keySet());
  }

  @Test
  void a_mount_that_shows_only_a_part_of_the_hierarchy_is_seen_from_there() {
    String table = "";
    String own = "";
    for (String controller : CONTROLLERS) {
      table += mount("cgroup", "/docker/abc", folder(controller), controller);
      own += "3:" + controller + ":/docker/abc\n";
    }
    write(table, own);
    assertEquals(
        mounts.resolve("memory/energyops-run-1").toString(),
        confined(groups(), SandboxOptions.builder()).get(0).get("directory"));
  }

  @Test
  void a_group_outside_of_what_is_mounted_cannot_be_used() {
    write(
        mount("cgroup", "/docker/abc", folder("memory"), "memory"), "3:memory:/system.slice/app\n");
    assertTrue(groups().missing().orElseThrow().contains("no memory controller"));
  }

  @Test
  void version_2_has_its_groups_beside_the_jvm() throws IOException {
    Path unit = folder("app.service");
    folder("app.service/main");
    Files.writeString(unit.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
    Files.writeString(unit.resolve("cgroup.subtree_control"), "");
    write(mount("cgroup2", "/", mounts, "rw"), "0::/app.service/main\n");

    ControlGroups groups = groups();
    assertEquals("cgroup v2", groups.name());
    Map<String, Object> group =
        confined(groups, SandboxOptions.builder().memoryBytes(1 << 20).maxProcesses(10)).get(0);
    assertEquals(unit.resolve("energyops-run-1").toString(), group.get("directory"));
    assertEquals(
        Map.of(
            "memory.max", "1048576",
            "memory.swap.max", "0",
            "cpu.max", "50000 100000",
            "pids.max", "12"),
        group.get("limits"));
    assertEquals("+memory +cpu +pids", Files.readString(unit.resolve("cgroup.subtree_control")));
  }

  @Test
  void what_systemd_has_not_delegated_is_left_alone() throws IOException {
    Path slice = folder("system.slice");
    folder("system.slice/app.service");
    Files.writeString(slice.resolve("cgroup.controllers"), "cpu memory pids\n");
    Files.writeString(slice.resolve("cgroup.subtree_control"), "");
    Files.createDirectories(host.resolve("run/systemd/system"));
    write(mount("cgroup2", "/", mounts, "rw"), "0::/system.slice/app.service\n");

    String missing = groups().missing().orElseThrow();
    assertTrue(missing.contains("has not delegated it"), missing);
    assertTrue(missing.contains("DelegateSubgroup"), missing);
    assertEquals("", Files.readString(slice.resolve("cgroup.subtree_control")));
    if (Files.getFileStore(slice).supportsFileAttributeView("user")) {
      Files.setAttribute(slice, "user:delegate", "1".getBytes(StandardCharsets.US_ASCII));
      assertEquals(Optional.empty(), groups().missing());
    }
  }

  @Test
  void version_2_without_controllers_says_which_there_are() throws IOException {
    folder("user.slice");
    Files.writeString(mounts.resolve("cgroup.controllers"), "\n");
    write(mount("cgroup2", "/", mounts, "rw"), "0::/user.slice\n");
    assertTrue(groups().missing().orElseThrow().contains("has only the controllers"));
  }

  @Test
  void version_2_that_cannot_be_written_says_what_to_do() throws IOException {
    folder("app.service/main");
    Files.writeString(mounts.resolve("app.service/cgroup.controllers"), "cpu memory pids\n");
    // A folder in its place cannot be written, by root neither.
    folder("app.service/cgroup.subtree_control");
    write(mount("cgroup2", "/", mounts, "rw"), "0::/app.service/main\n");
    assertTrue(groups().missing().orElseThrow().contains("Delegate=yes"));
  }

  @Test
  void a_limit_of_the_jvms_own_group_is_not_escaped() throws IOException {
    Path own = folder("app.service/main");
    Files.writeString(mounts.resolve("app.service/cgroup.controllers"), "cpu memory pids\n");
    Files.writeString(mounts.resolve("app.service/cgroup.subtree_control"), "");
    Files.writeString(own.resolve("memory.max"), "104857600\n");
    write(mount("cgroup2", "/", mounts, "rw"), "0::/app.service/main\n");
    assertTrue(groups().missing().orElseThrow().contains("would escape"));
  }

  @Test
  void a_host_without_control_groups_says_so() {
    write("", "");
    String missing = groups().missing().orElseThrow();
    assertTrue(missing.contains("v2 is not mounted"), missing);
    assertTrue(missing.contains("no memory controller"), missing);
  }

  @Test
  void limits_of_the_process_that_hold_less_are_lifted() {
    String table = "";
    String own = "";
    for (String controller : CONTROLLERS) {
      table += mount("cgroup", "/", folder(controller), controller);
      own += "3:" + controller + ":/\n";
    }
    write(table, own);
    Confinement.Builder confinement = new Confinement.Builder(List.of("python3"));
    IsolationRequest request = request(SandboxOptions.defaults());
    new ResourceLimits().confine(request, confinement);
    groups().confine(request, confinement);
    Object left = confinement.build().toMap().get("rlimits");
    assertFalse(String.valueOf(left).contains("data"), String.valueOf(left));
  }

  private ControlGroups groups() {
    return new ControlGroups(
        new HostAccess(OptionalInt.of(0), host.resolve("proc"), host.resolve("run"), List.of()));
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> confined(ControlGroups groups, SandboxOptionsBuilder options) {
    Confinement.Builder confinement = new Confinement.Builder(List.of("python3"));
    groups.confine(request(options.build()), confinement);
    return (List<Map<String, Object>>) confinement.build().toMap().get("groups");
  }

  private IsolationRequest request(SandboxOptions options) {
    IsolationRequest.Places places =
        new IsolationRequest.Places(
            host.resolve("work"), host.resolve("tmp"), host.resolve("control"));
    return new IsolationRequest(options, "run-1", places, Path.of("/usr/bin/python3"), List.of());
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(mounts.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String mountinfo, String own) {
    try {
      Files.writeString(host.resolve("proc/self/mountinfo"), mountinfo);
      Files.writeString(host.resolve("proc/self/cgroup"), own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mount(String type, String root, Path point, String options) {
    return String.join(
            "",
            Stream.of("30 23 0:26 ", root, " ", point.toString(), " rw,nosuid shared:9 - ", type)
                .toList())
        + " "
        + type
        + " rw,"
        + options
        + "\n";
  }
}
