package io.energyops.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A JVM of its own that starts one run and then waits to be killed. */
final class LaunchAndWait {

  private LaunchAndWait() {}

  public static void main(String[] args) throws IOException {
    LaunchSpec spec =
        LaunchSpec.builder()
            .interpreter(Path.of(args[0]))
            .controlDirectory(Path.of(args[1]))
            .workingDirectory(Path.of(args[2]))
            .environment(Map.of("PATH", "/usr/bin:/bin"))
            .token(args[3])
            .grace(Duration.ofMillis(400))
            .wallTime(Duration.ofSeconds(30))
            .command(
                List.of("/bin/sh", "-c", "echo a; while [ ! -e go ]; do sleep 0.05; done; echo b"))
            .build();
    Supervisor.create(System::nanoTime).launch(spec);
    int ignored = System.in.read();
  }
}
