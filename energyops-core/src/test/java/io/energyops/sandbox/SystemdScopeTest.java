package io.energyops.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with and without systemd, as their files show them. */
class SystemdScopeTest {

  @TempDir Path host;
  private Path tool;

  @BeforeEach
  void makeHost() throws IOException {
    Files.createDirectories(host.resolve("run/systemd/system"));
    Files.createDirectories(host.resolve("run/user/1000/systemd"));
    tool = Files.createFile(Files.createDirectories(host.resolve("bin")).resolve("systemd-run"));
    assertTrue(tool.toFile().setExecutable(true));
  }

  @Test
  void says_what_is_missing() throws IOException {
    assertEquals(Optional.empty(), scope(0).missing());
    assertEquals(Optional.empty(), scope(1000).missing());
    String lingering = scope(1001).missing().orElseThrow();
    assertTrue(lingering.contains("user 1001 has no systemd manager"), lingering);
    assertTrue(lingering.contains("enable-linger"), lingering);
    Files.delete(tool);
    assertTrue(scope(0).missing().orElseThrow().contains("systemd-run is not installed"));
    Files.delete(host.resolve("run/systemd/system"));
    assertTrue(scope(0).missing().orElseThrow().contains("not the first process"));
  }

  @Test
  void starts_the_supervisor_in_a_scope_and_the_program_in_a_part_of_it() {
    Confinement.Builder builder = new Confinement.Builder(List.of("python3"));
    new ResourceLimits().confine(request(), builder);
    scope(1000).confine(request(), builder);
    Confinement confinement = builder.build();

    List<String> words = confinement.launcher();
    assertEquals(
        List.of("/usr/bin/env", "XDG_RUNTIME_DIR=" + host.resolve("run/user/1000"), tool + ""),
        words.subList(0, 3));
    assertTrue(words.containsAll(List.of("--user", "--unit=energyops-run-1")), words.toString());
    assertEquals("--", words.get(words.size() - 1));
    assertEquals(List.of("python3"), confinement.command());
    Map<String, Object> members = confinement.toMap();
    assertEquals(true, members.get("scope"));
    Map<?, ?> group = (Map<?, ?>) ((List<?>) members.get("groups")).get(0);
    assertEquals("program", group.get("directory"));
    assertEquals(
        Set.of("memory.max", "memory.swap.max", "cpu.max", "pids.max"),
        ((Map<?, ?>) group.get("limits")).keySet());
    assertEquals(Set.of("core", "nofile", "fsize"), ((Map<?, ?>) members.get("rlimits")).keySet());
  }

  @Test
  void root_asks_the_manager_of_the_system() {
    Confinement.Builder builder = new Confinement.Builder(List.of("python3"));
    scope(0).confine(request(), builder);
    List<String> words = builder.build().launcher();
    assertEquals(List.of(tool.toString(), "--system"), words.subList(0, 2));
  }

  @Test
  void a_program_has_one_control_group_only() {
    Confinement.Builder builder = new Confinement.Builder(List.of("python3"));
    scope(0).confine(request(), builder);
    IsolationPlanner both =
        IsolationPlanner.choosing(
            List.of(new PlainIsolation()),
            List.of(scope(0), new OneGroup()),
            chain -> {
              chain.confine(List.of("python3"), "run-1", places(), List.of());
              return Optional.empty();
            },
            python -> List.of());
    assertEquals(List.of("plain", "one group"), both.composition());
    assertTrue(both.refused().get("systemd scope").contains("already"), both.refused().toString());
    assertThrows(IllegalStateException.class, () -> new OneGroup().confine(request(), builder));
  }

  /** Stands for {@link ControlGroups}, which need a host that has some. */
  private static final class OneGroup implements IsolationBackend {

    @Override
    public String name() {
      return "one group";
    }

    @Override
    public Set<io.energyops.run.LimitKind> enforceable() {
      return Set.of();
    }

    @Override
    public void confine(IsolationRequest request, Confinement.Builder confinement) {
      confinement.group(new ControlGroup(2, Path.of("/sys/fs/cgroup/one"), Map.of()));
    }
  }

  private SystemdScope scope(int user) {
    return new SystemdScope(
        new HostAccess(
            OptionalInt.of(user),
            host.resolve("proc"),
            host.resolve("run"),
            List.of(host.resolve("bin"))));
  }

  private IsolationRequest request() {
    return new IsolationRequest(
        SandboxOptions.defaults(), "run-1", places(), Path.of("/usr/bin/python3"), List.of());
  }

  private IsolationRequest.Places places() {
    return new IsolationRequest.Places(
        host.resolve("work"), host.resolve("tmp"), host.resolve("control"));
  }
}
