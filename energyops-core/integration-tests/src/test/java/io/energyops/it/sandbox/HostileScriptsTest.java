package io.energyops.it.sandbox;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile scripts against all walls at once: each is held, and its end is the right one. */
@Tag("kernel")
class HostileScriptsTest {

  /** Most of the time a script waits for its share of the processor. */
  private static final int AT_ONCE = 4;

  private static final ExecutorService RUNNERS = Executors.newFixedThreadPool(AT_ONCE);
  private static final Map<String, Future<HostileRun>> RUNS = new HashMap<>();
  private static Walls walls;

  @BeforeAll
  static void build() throws IOException {
    walls = Walls.strongest();
    assumeTrue(
        walls.composition().contains("bubblewrap")
            && walls.composition().stream().anyMatch(name -> name.startsWith("cgroup")),
        () -> "Not all walls stand here: " + walls.composition() + ", " + walls.refused());
    for (HostileScript script : HostileScript.all()) {
      RUNS.put(script.name(), RUNNERS.submit(() -> walls.run(script)));
    }
  }

  @AfterAll
  static void tearDown() throws IOException {
    RUNNERS.shutdownNow();
    List<Path> remains = walls.remains();
    walls.close();
    assertEquals(List.of(), remains);
  }

  static List<HostileScript> scripts() {
    return HostileScript.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void are_held(HostileScript script) throws Exception {
    HostileRun run = RUNS.get(script.name()).get(5, TimeUnit.MINUTES);
    assertAll(
        () -> assertEquals(List.of(), run.uncontained(), run.output()),
        () ->
            assertTrue(
                script.ends().contains(run.verdict()),
                "ended with " + run.verdict() + ", not " + script.ends() + ": " + run.output()),
        () -> assertTrue(run.output().startsWith("begin"), run.output()));
  }

  @Test
  void are_many() {
    assertTrue(HostileScript.all().size() >= 50, "scripts: " + HostileScript.all().size());
  }
}
