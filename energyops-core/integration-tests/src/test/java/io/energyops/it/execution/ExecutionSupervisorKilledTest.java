package io.energyops.it.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The supervisor gets SIGKILL while its host lives (field cases P-07, P-10). */
@ParameterizedClass
@EnumSource(Engine.On.class)
class ExecutionSupervisorKilledTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Leaves a daemon and prints for about a second. */
  private static final String SCRIPT =
      """
      import os, subprocess, sys, time
      subprocess.Popen(['sh', '-c', 'sleep 60', os.environ['ENERGYOPS_RUN']],
                       start_new_session=True, stdout=subprocess.DEVNULL)
      for i in range(1, 501):
          os.write(1, b'line %d\\n' % i)
          if i % 10 == 0: time.sleep(0.02)
      sys.exit(3)
      """;

  @Parameter Engine.On database;

  @TempDir Path directory;

  private final Random random = new Random();

  @Test
  void its_run_fails_once_with_every_line_of_the_spool_and_nothing_lives() throws Exception {
    rounds(10);
  }

  @Tag("nightly")
  @Test
  void fifty_runs_fail_once_with_every_line_of_the_spool_and_nothing_lives() throws Exception {
    rounds(50);
  }

  private void rounds(int rounds) throws Exception {
    Path data = directory.resolve("data");
    Engine engine = new Engine(database, data);
    try (EnergyOps ops = engine.open()) {
      Script script = ops.scripts().upload(ScriptUpload.of("model.py", SCRIPT));
      for (int i = 0; i < rounds; i++) {
        round(ops, script, data);
      }
      assertEquals(rounds, engine.count("test_script_execution", "completed_at is not null"));
    }
  }

  private void round(EnergyOps ops, Script script, Path data) throws Exception {
    ExecutionId id = ops.executions().run(RunRequest.of(script.ref())).id();
    RunTrace trace = new RunTrace(data, id);
    ProcessHandle supervisor = trace.awaitSupervisor();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1300)));
    // Stopped first, so that the spool can be read as it was at the end.
    new ProcessBuilder("sh", "-c", "kill -STOP " + supervisor.pid()).start().waitFor();
    List<String> spooled =
        supervisor.isAlive() ? trace.spooled().lines().toList() : List.of("its run had ended");
    supervisor.destroyForcibly();
    ExecutionResult result = ops.executions().await(id, LIMIT);
    List<LogEntry> log = Engine.log(ops, id);

    if (result.reason() == TerminationReason.EXITED) {
      assertEquals(3, result.exitCode().orElseThrow());
      RunTrace.isDense(log, 500);
    } else {
      assertEquals(ExecutionStatus.FAILED, result.status());
      assertFalse(result.exitCode().isPresent());
      String message = result.message().orElseThrow();
      if (result.reason() == TerminationReason.SUPERVISOR_LOST) {
        assertTrue(message.startsWith("The supervisor ended"), message);
      } else {
        assertEquals(TerminationReason.COULD_NOT_START, result.reason(), message);
        assertEquals(List.of(), spooled);
      }
      RunTrace.isDense(log, spooled.size());
    }
    trace.nothingIsLeft();
  }
}
