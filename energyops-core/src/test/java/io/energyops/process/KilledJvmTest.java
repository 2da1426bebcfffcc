package io.energyops.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJvmTest {

  @TempDir Path root;

  @Test
  void a_run_goes_on_and_is_found_complete_after_kill_9_of_its_jvm()
      throws IOException, InterruptedException {
    Path control = root.resolve("control");
    Process jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                LaunchAndWait.class.getName(),
                Python.INTERPRETER.toString(),
                control.toString(),
                root.toString(),
                UUID.randomUUID().toString())
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(control.resolve("started")));
    assertTrue(jvm.destroyForcibly().waitFor(5, TimeUnit.SECONDS));

    SupervisedProcess run = Supervisor.create(System::nanoTime).attach(control);
    ProcessIdentity program = Runs.started(run).program();
    await().during(Duration.ofMillis(300)).until(() -> program.isAlive() && run.supervisorAlive());
    Files.createFile(root.resolve("go"));
    assertEquals(OptionalInt.of(0), Runs.exit(run).exitCode());
    assertEquals("a\nb\n", Runs.output(run));
  }
}
