package io.energyops.it.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is a unit of systemd, which is stopped while a script runs. For beds alone. */
class RestartedUnit {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String UNIT = "energyops-host";

  @TempDir Path folder;

  @Test
  void a_script_in_a_scope_outlives_the_unit_of_its_jvm() throws Exception {
    Path said = folder.resolve("said");
    List<String> start =
        manager(
            "systemd-run",
            "--unit=" + UNIT,
            "--collect",
            "--property=WorkingDirectory=" + System.getProperty("user.dir"));
    start.addAll(List.of("/usr/bin/env", "java", "-XX:TieredStopAtLevel=1", "-cp"));
    start.addAll(
        List.of(System.getProperty("java.class.path"), UnitHost.class.getName(), said.toString()));
    run(start);
    await().atMost(LIMIT).until(() -> Files.exists(said));
    long pid = Long.parseLong(Files.readString(said));
    ProcessHandle program = ProcessHandle.of(pid).orElseThrow();
    ProcessHandle supervisor = program.parent().orElseThrow();
    assertTrue(group(supervisor.pid()).contains(".scope/supervisor"), group(supervisor.pid()));
    assertTrue(group(pid).contains(".scope/program"), group(pid));

    run(manager("systemctl", "stop", UNIT));
    assertTrue(supervisor.isAlive(), "the supervisor went with the unit");
    assertTrue(program.isAlive(), "the program went with the unit");
    Path scope = Path.of("/sys/fs/cgroup" + group(supervisor.pid())).getParent();

    assertTrue(supervisor.destroy());
    await().atMost(LIMIT).until(() -> !supervisor.isAlive() && !program.isAlive());
    await().atMost(LIMIT).untilAsserted(() -> assertFalse(Files.exists(scope), scope.toString()));
  }

  private static List<String> manager(String tool, String... words) {
    List<String> command = new ArrayList<>(List.of(tool));
    if (!System.getProperty("user.name").equals("root")) {
      command.add("--user");
    }
    command.addAll(List.of(words));
    return command;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), command + ": " + output);
  }

  private static String group(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/cgroup")).strip().substring("0::".length());
  }
}
