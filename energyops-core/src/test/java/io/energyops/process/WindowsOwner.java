package io.energyops.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/** A JVM of its own that starts one run and then waits to be killed. */
final class WindowsOwner {

  private WindowsOwner() {}

  public static void main(String[] args) throws InterruptedException {
    Path root = Path.of(args[0]);
    Supervisor.create(System::nanoTime)
        .launch(
            spec(root.resolve("run").resolve("control"), root)
                .command(WindowsChild.command(Arrays.copyOfRange(args, 1, args.length)))
                .build());
    Thread.currentThread().join();
  }

  static LaunchSpec.Builder spec(Path control, Path root) {
    return LaunchSpec.builder()
        .interpreter(Path.of("python.exe"))
        .controlDirectory(control)
        .workingDirectory(root)
        .environment(Map.of("ENERGY", "sun"))
        .token(UUID.randomUUID().toString())
        .grace(Duration.ofSeconds(2))
        .wallTime(Duration.ofMinutes(3));
  }
}
