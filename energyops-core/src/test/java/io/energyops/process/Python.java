package io.energyops.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The real interpreter behind whatever {@code python3} is on this machine. */
final class Python {

  static final Path INTERPRETER = ask();

  private Python() {}

  private static Path ask() {
    try {
      Process asked =
          new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
      byte[] answer = asked.getInputStream().readAllBytes();
      return Path.of(new String(answer, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
