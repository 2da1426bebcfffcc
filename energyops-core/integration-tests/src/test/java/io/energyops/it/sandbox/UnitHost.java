package io.energyops.it.sandbox;

import io.energyops.process.SandboxExecutors;
import io.energyops.python.InterpreterFolders;
import io.energyops.python.PythonInterpreters;
import io.energyops.sandbox.Isolation;
import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;

/** Starts a script, writes the number of its process into a file, and goes on until it is ended. */
final class UnitHost {

  private UnitHost() {}

  public static void main(String[] args) throws Exception {
    Path said = Path.of(args[0]);
    Path folder = said.getParent();
    Path interpreter = PythonInterpreters.find().executable();
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    SandboxExecutor sandbox =
        SandboxExecutors.builder(folder.resolve("runs"), scheduler)
            .interpreter(() -> Optional.of(interpreter))
            .isolation(Isolation.STRONGEST, new InterpreterFolders()::of)
            .build();
    Path script = Files.writeString(folder.resolve("script.py"), "import time\ntime.sleep(600)\n");
    RunningScript running = sandbox.executeScript(script, List.of(), SandboxOptions.defaults());
    while (running.pid().isEmpty()) {
      LockSupport.parkNanos(20_000_000);
    }
    Path next = Files.writeString(folder.resolve("next"), running.pid().getAsLong() + "");
    Files.move(next, said, StandardCopyOption.ATOMIC_MOVE);
    running.completion().join();
  }
}
