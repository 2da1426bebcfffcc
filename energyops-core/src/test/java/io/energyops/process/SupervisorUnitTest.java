package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The supervisor's own unit tests, run by the interpreter that runs supervisors. */
class SupervisorUnitTest {

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"supervisor", "confinement"})
  void its_own_unit_tests_pass(String part) throws IOException, InterruptedException {
    Path result = root.resolve("result");
    Process tests =
        new ProcessBuilder(
                Python.INTERPRETER.toString(),
                "-X",
                "utf8",
                "-I",
                "-S",
                copy(part + "_test.py").toString(),
                copy(part + ".py").toString())
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
