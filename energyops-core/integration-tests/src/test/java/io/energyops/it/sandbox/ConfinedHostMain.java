package io.energyops.it.sandbox;

import io.energyops.EnergyOps;
import io.energyops.execution.Execution;
import io.energyops.execution.RunRequest;
import io.energyops.sandbox.Isolation;
import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxOptions;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A host that starts an execution and a script of the sandbox, tells of them, and waits. */
final class ConfinedHostMain {

  private ConfinedHostMain() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    String source = args[1];
    try (EnergyOps ops =
        EnergyOps.builder()
            .dataDirectory(directory.resolve("data"))
            .isolation(Isolation.STRONGEST)
            .open()) {
      Script script = ops.scripts().upload(ScriptUpload.of("model.py", source));
      Execution execution = ops.executions().run(RunRequest.of(script.ref()));
      Path file = Files.writeString(directory.resolve("alone.py"), source);
      RunningScript alone = ops.sandbox().executeScript(file, List.of(), SandboxOptions.defaults());
      while (alone.pid().isEmpty() || ops.executionLogs().tail(execution.id(), 1).isEmpty()) {
        LockSupport.parkNanos(20_000_000);
      }
      System.out.println(execution.id() + " " + alone.id() + " " + alone.pid().getAsLong());
      int unused = System.in.read();
    }
  }
}
