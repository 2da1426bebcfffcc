package io.energyops.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the candidates are shell scripts")
class PythonInterpretersTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void the_interpreter_on_the_path_describes_itself() {
    PythonInterpreter found = PythonInterpreters.find();
    assertTrue(found.version().startsWith("3."), found.version());
    assertTrue(found.executable().isAbsolute());
    assertTrue(Files.isExecutable(found.executable()));
    assertTrue(Files.isDirectory(found.basePrefix()));
  }

  @Test
  void a_shim_is_looked_through() throws IOException {
    PythonInterpreter real = PythonInterpreters.find();
    Path shim = program("echo starting; exec '" + real.executable() + "' \"$@\"");
    assertEquals(real, PythonInterpreters.at(shim));
  }

  @Test
  void a_virtual_environment_is_kept() throws Exception {
    PythonInterpreter real = PythonInterpreters.find();
    Path environment = folder.resolve("venv");
    Process made =
        new ProcessBuilder(
                real.executable().toString(), "-m", "venv", "--without-pip", environment.toString())
            .inheritIO()
            .start();
    assertEquals(0, made.waitFor());
    PythonInterpreter inside = PythonInterpreters.at(environment.resolve("bin/python3"));
    assertTrue(inside.virtualEnvironment());
    assertTrue(inside.executable().startsWith(environment.toRealPath()), inside::toString);
    assertEquals(real.basePrefix(), inside.basePrefix());
  }

  @Test
  void a_candidate_that_fails_is_passed_over() throws IOException {
    program("exit 9");
    PythonInterpreter real = PythonInterpreters.find();
    String path = folder + File.pathSeparator + real.executable().getParent();
    assertEquals(real.version(), PythonInterpreters.find(path, LIMIT).version());
  }

  @Test
  void an_old_version_is_refused_by_name() throws IOException {
    String hex = "332e362e3135";
    program("echo \"<energyops> '" + hex + "' '2f' '2f' '2f' </energyops>\"");
    PythonMissingException thrown =
        assertThrows(
            PythonMissingException.class, () -> PythonInterpreters.find(folder.toString(), LIMIT));
    assertEquals(ErrorCode.PYTHON_MISSING, thrown.code());
    assertTrue(thrown.getMessage().contains("is Python 3.6.15, older than 3.9"));
    assertTrue(thrown.getMessage().contains("Install Python 3.9 or newer"));
  }

  @Test
  void a_missing_program_is_a_typed_error() {
    PythonMissingException thrown =
        assertThrows(
            PythonMissingException.class, () -> PythonInterpreters.at(folder.resolve("none")));
    assertEquals(ErrorCode.PYTHON_MISSING, thrown.code());
    assertTrue(thrown.getMessage().contains("Install Python 3.9 or newer"));
  }

  @Test
  void a_program_that_does_not_answer_is_not_waited_for() throws IOException {
    Path silent = program("sleep 60 & sleep 60");
    PythonMissingException thrown =
        assertTimeout(
            Duration.ofSeconds(10),
            () ->
                assertThrows(
                    PythonMissingException.class,
                    () -> PythonInterpreters.at(silent, Duration.ofMillis(300))));
    assertTrue(thrown.getMessage().contains("did not answer within 300 ms"));
  }

  @Test
  void a_relative_folder_of_the_path_is_passed_over() throws IOException {
    program("echo never");
    Path relative = Path.of("").toAbsolutePath().relativize(folder.toRealPath());
    PythonMissingException thrown =
        assertThrows(
            PythonMissingException.class,
            () -> PythonInterpreters.find(relative + File.pathSeparator, LIMIT));
    assertFalse(thrown.getMessage().contains("tried"), thrown.getMessage());
  }

  private Path program(String body) throws IOException {
    Path file = folder.resolve("python3");
    Files.write(file, ("#!/bin/sh\n" + body + "\n").getBytes(StandardCharsets.UTF_8));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
