package io.energyops.process;

import java.nio.file.Path;
import java.util.Arrays;

/** A JVM of its own that starts one run and then waits to be killed. */
final class WindowsOwner {

  private WindowsOwner() {}

  public static void main(String[] args) throws InterruptedException {
    Path root = Path.of(args[0]);
    Supervisor.create(System::nanoTime)
        .launch(
            WindowsRuns.spec(root.resolve("run").resolve("control"), root)
                .command(WindowsChild.command(Arrays.copyOfRange(args, 1, args.length)))
                .build());
    Thread.currentThread().join();
  }
}
