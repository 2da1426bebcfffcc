package io.energyops.it.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.it.JavaProcess;
import io.energyops.it.execution.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In a JVM of its own on the newest JDK of the machine. A JDK without virtual threads runs the same
 * on its own threads.
 */
class VirtualThreadsTest {

  private static final Path JDK = Jdks.best();
  private static final boolean VIRTUAL = Jdks.feature(JDK) >= 21;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "given", "postgresql"})
  void are_never_pinned_by_a_frame_of_ours_and_never_inside_sqlite(String database) {
    List<Object> arguments = new ArrayList<>(List.of(database, directory));
    if (database.equals("postgresql")) {
      arguments.addAll(new Engine(Engine.On.POSTGRESQL, directory).arguments());
    }

    List<String> said = run(List.of(), arguments.toArray());

    assertTrue(said.contains("VIRTUAL " + VIRTUAL), said::toString);
    assertTrue(said.contains("END"), said::toString);
    assertEquals(List.of(), said.stream().filter(line -> line.startsWith("PINNED-OURS")).toList());
    assertEquals(VIRTUAL, said.stream().anyMatch(line -> line.startsWith("CONTROL")), "recording");
    List<String> threads =
        said.stream().filter(line -> line.startsWith("SQLITE-ON ")).sorted().toList();
    assertEquals(database.equals("given"), !threads.isEmpty(), threads::toString);
    assertTrue(threads.stream().noneMatch(line -> line.contains("virtual")), threads::toString);
    if (VIRTUAL && database.equals("given")) {
      assertTrue(threads.contains("SQLITE-ON energyops-sqlite-write-1"), threads::toString);
    }
  }

  @Test
  void go_on_while_one_of_them_waits_for_sqlite_even_with_one_carrier() {
    List<String> carrier =
        VIRTUAL
            ? List.of(
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1")
            : List.of();

    List<String> said = run(carrier, "starved", directory);

    assertTrue(said.contains("VIRTUAL " + VIRTUAL), said::toString);
    assertTrue(said.contains("OTHER-RAN true"), said::toString);
    assertTrue(said.contains("DELIVERED true"), said::toString);
    assertTrue(said.contains("END"), said::toString);
  }

  private static List<String> run(List<String> options, Object... arguments) {
    List<String> all = new ArrayList<>(options);
    all.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dfile.encoding=UTF-8"));
    try (JavaProcess host = JavaProcess.start(JDK, all, VirtualHostMain.class, arguments)) {
      return host.lines();
    }
  }
}
