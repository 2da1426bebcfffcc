package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor's own unit tests, run by the interpreter that runs supervisors. */
class SupervisorUnitTest {

  @TempDir Path root;

  @Test
  void the_supervisors_own_unit_tests_pass() throws IOException, InterruptedException {
    Path result = root.resolve("result");
    Process tests =
        new ProcessBuilder(
                Python.INTERPRETER.toString(),
                "-X",
                "utf8",
                "-I",
                "-S",
                copy("supervisor_test.py").toString(),
                copy("supervisor.py").toString())
            .redirectErrorStream(true)
            .redirectOutput(result.toFile())
            .start();
    boolean ended = tests.waitFor(60, TimeUnit.SECONDS);
    tests.destroyForcibly();
    String text = Files.readString(result, StandardCharsets.UTF_8);
    assertTrue(ended, text);
    assertEquals(0, tests.exitValue(), text);
    assertTrue(text.strip().endsWith("OK"), text);
  }

  private Path copy(String name) throws IOException {
    try (InputStream source = SupervisorUnitTest.class.getResourceAsStream(name)) {
      return Files.write(root.resolve(name), source.readAllBytes());
    }
  }
}
