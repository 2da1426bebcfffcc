package io.energyops.it.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.it.JavaProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The defaults have to fit the JVM that they find themselves in. */
class SmallHeapTest {

  @TempDir Path directory;

  @Test
  void takes_lines_until_its_bound_and_not_until_the_heap_is_full() {
    Path jdk = Path.of(System.getProperty("java.home"));
    try (JavaProcess small =
        JavaProcess.start(jdk, List.of("-Xmx64m"), SmallHeapMain.class, directory)) {
      List<String> said = small.lines();
      assertEquals(1, said.size(), said.toString());
      long taken = Long.parseLong(said.get(0).substring("taken ".length()));
      assertTrue(taken > 10_000 && taken < 100_000, "lines taken: " + taken);
    }
  }
}
