package io.energyops.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The interpreter behind {@code python3}, which may be a shell script that looks for it. */
final class Python {

  private Python() {}

  static Path executable() throws IOException, InterruptedException {
    Process asked =
        new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (asked.waitFor() != 0 || said.isEmpty()) {
      throw new IOException("python3 does not say where it is");
    }
    return Path.of(said);
  }
}
