package io.energyops.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.execution.engine.Absence;
import io.energyops.execution.engine.Chunk;
import io.energyops.execution.engine.EngineRefusedException;
import io.energyops.execution.engine.EngineUnansweredException;
import io.energyops.execution.engine.EngineVerdict;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.Handle;
import io.energyops.execution.engine.Launch;
import io.energyops.execution.engine.Observation;
import io.energyops.execution.engine.RunKey;
import io.energyops.process.Frame;
import io.energyops.process.FrameDecoder;
import io.energyops.process.WorkFolder;
import io.energyops.python.PythonInterpreters;
import io.energyops.run.ExecutionId;
import io.energyops.run.TerminationReason;
import io.energyops.sandbox.Confinement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does, however bad the line to it is. */
abstract class EngineBehaviour {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path PYTHON = PythonInterpreters.find().executable();
  private static final String OWNER = "node-1";

  @TempDir Path root;

  private final AtomicInteger ids = new AtomicInteger();
  private ExecutionEngine engine;

  /** An engine on what is there already, as after a restart of this JVM. */
  abstract ExecutionEngine open(Path runs);

  @BeforeEach
  void openFirst() {
    engine = open(root);
  }

  @AfterEach
  void closeLast() {
    engine.close();
  }

  @FunctionalInterface
  interface Call<T> {
    T run() throws EngineUnansweredException, EngineRefusedException;
  }

  /** Repeats a call until it is answered, as its contract allows. */
  static <T> T answered(Call<T> call) throws EngineRefusedException {
    for (int i = 0; i < 1000; i++) {
      try {
        return call.run();
      } catch (EngineUnansweredException e) {
        // Asked again.
      }
    }
    throw new AssertionError("no answer in a thousand calls");
  }

  private RunKey key() {
    return new RunKey(OWNER, ExecutionId.of("run-" + ids.incrementAndGet()));
  }

  private Launch launch(RunKey key, String program) {
    return launch(key, PYTHON, List.of(PYTHON.toString(), "-u", "-c", program));
  }

  private Launch launch(RunKey key, Path interpreter, List<String> command) {
    WorkFolder folder = WorkFolder.create(root, key.id().value());
    return new Launch(
        interpreter,
        folder.control(),
        folder.work(),
        Confinement.none(command),
        Map.of("PATH", "/usr/bin:/bin"),
        Duration.ofMinutes(2),
        10_000_000,
        Duration.ofSeconds(3),
        Duration.ofMinutes(1));
  }

  private EngineVerdict verdict(Handle handle) {
    return Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> answered(() -> engine.observe(handle)).verdict(), Optional::isPresent)
        .orElseThrow();
  }

  private void running(Handle handle) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> answered(() -> engine.observe(handle)).start().isPresent());
  }

  private String output(Handle handle, int piece) throws Exception {
    ByteArrayOutputStream spool = new ByteArrayOutputStream();
    boolean end = false;
    while (!end) {
      long offset = spool.size();
      Chunk chunk = answered(() -> engine.read(handle, offset, piece));
      assertEquals(offset + chunk.bytes().length, chunk.nextOffset());
      assertTrue(chunk.bytes().length <= piece);
      assertEquals(0, chunk.lostBytes());
      spool.write(chunk.bytes());
      end = chunk.end();
    }
    StringBuilder text = new StringBuilder();
    for (Frame frame : FrameDecoder.decode(spool.toByteArray(), 0, "spool")) {
      text.append(new String(frame.payload(), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void a_run_ends_with_its_exit_code_and_all_of_its_output() throws Exception {
    RunKey key = key();
    Launch launch = launch(key, "import sys; print('a' * 1000); sys.exit(7)");
    Handle handle = answered(() -> engine.submit(key, launch));

    EngineVerdict verdict = verdict(handle);

    assertEquals(TerminationReason.EXITED, verdict.reason());
    assertEquals(7, verdict.exitCode().orElseThrow());
    assertEquals(EngineVerdict.Source.SUPERVISOR_RECORD, verdict.source());
    assertEquals("a".repeat(1000) + "\n", output(handle, 100));
    assertEquals("a".repeat(1000) + "\n", output(handle, 100_000));
    assertEquals(Absence.Kind.NONE_LEFT, answered(() -> engine.absence(handle)).kind());
  }

  @Test
  void a_repeated_submission_runs_once_and_has_the_same_handle() throws Exception {
    RunKey key = key();
    Path marks = root.resolve("marks");
    Launch launch = launch(key, "open('" + marks + "', 'a').write('x')");

    Handle first = answered(() -> engine.submit(key, launch));
    Handle second = answered(() -> engine.submit(key, launch));
    EngineVerdict verdict = verdict(first);
    Handle late = answered(() -> engine.submit(key, launch));

    assertEquals(first, second);
    assertEquals(first, late);
    assertEquals(0, verdict.exitCode().orElseThrow());
    assertEquals("x", Files.readString(marks));
  }

  @Test
  void a_run_is_found_by_its_key_after_a_restart_and_by_nothing_else() throws Exception {
    RunKey key = key();
    Launch launch = launch(key, "print('one'); import time; time.sleep(60)");
    Handle handle = answered(() -> engine.submit(key, launch));
    running(handle);
    engine.close();
    engine = open(root);

    assertEquals(List.of(handle), answered(() -> engine.find(OWNER, Optional.of(key))));
    assertEquals(List.of(handle), answered(() -> engine.find(OWNER, Optional.empty())));
    assertEquals(List.of(), answered(() -> engine.find("node-2", Optional.empty())));
    assertEquals(List.of(), answered(() -> engine.find(OWNER, Optional.of(key()))));
    assertEquals(Observation.State.RUNNING, answered(() -> engine.observe(handle)).state());
    end(handle);
  }

  @Test
  void a_run_that_ended_while_nobody_looked_tells_how() throws Exception {
    RunKey key = key();
    Path gate = root.resolve("gate");
    Launch launch =
        launch(
            key,
            """
            import os, sys, time
            while not os.path.exists('%s'): time.sleep(0.01)
            print('over'); sys.exit(9)
            """
                .formatted(gate));
    Handle handle = answered(() -> engine.submit(key, launch));
    running(handle);
    engine.close();
    Files.createFile(gate);
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> Files.exists(WorkFolder.at(root, key.id().value()).control().resolve("exit")));
    engine = open(root);

    assertEquals(9, verdict(handle).exitCode().orElseThrow());
    assertEquals("over\n", output(handle, 4096));
  }

  @Test
  void an_ending_is_repeatable_and_the_shorter_grace_wins() throws Exception {
    RunKey key = key();
    Launch launch =
        launch(
            key,
            """
            import signal, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            print('up')
            time.sleep(600)
            """);
    Handle handle = answered(() -> engine.submit(key, launch));
    running(handle);
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> answered(() -> engine.read(handle, 0, 4096)).bytes().length > 0);

    terminate(handle, TerminationReason.NODE_CLOSED, Duration.ofMinutes(10));
    terminate(handle, TerminationReason.KILLED_BY_USER, Duration.ofMillis(200));
    terminate(handle, TerminationReason.KILLED_BY_USER, Duration.ofMinutes(10));

    EngineVerdict verdict = verdict(handle);
    assertEquals(TerminationReason.NODE_CLOSED, verdict.reason());
    assertTrue(verdict.forced());
    assertEquals(Absence.Kind.NONE_LEFT, answered(() -> engine.absence(handle)).kind());
    terminate(handle, TerminationReason.KILLED_BY_USER, Duration.ZERO);
    assertEquals(verdict.reason(), verdict(handle).reason());
  }

  @Test
  void what_cannot_be_started_is_refused_or_ends_so() throws Exception {
    RunKey key = key();
    Path missing = root.resolve("no-python");
    Launch launch = launch(key, missing, List.of(missing.toString(), "x"));
    try {
      Handle handle = answered(() -> engine.submit(key, launch));
      assertEquals(TerminationReason.COULD_NOT_START, verdict(handle).reason());
    } catch (EngineRefusedException e) {
      assertTrue(String.valueOf(e.getMessage()).contains(missing.toString()), e.getMessage());
    }
  }

  @Test
  void a_released_run_is_gone_and_may_be_released_again() throws Exception {
    RunKey key = key();
    Launch launch = launch(key, "print(1)");
    Handle handle = answered(() -> engine.submit(key, launch));
    verdict(handle);

    release(handle);
    WorkFolder.at(root, key.id().value()).remove();
    release(handle);

    assertEquals(Observation.State.GONE, answered(() -> engine.observe(handle)).state());
    assertEquals(List.of(), answered(() -> engine.find(OWNER, Optional.of(key))));
    assertFalse(answered(() -> engine.absence(handle)).kind() == Absence.Kind.NONE_LEFT);
    assertEquals(0, answered(() -> engine.read(handle, 50, 10)).bytes().length);
  }

  private void terminate(Handle handle, TerminationReason reason, Duration grace)
      throws EngineRefusedException {
    answered(
        () -> {
          engine.terminate(handle, reason, grace);
          return "heard";
        });
  }

  private void release(Handle handle) throws EngineRefusedException {
    answered(
        () -> {
          engine.release(handle);
          return "heard";
        });
  }

  private void end(Handle handle) throws EngineRefusedException {
    terminate(handle, TerminationReason.KILLED_BY_USER, Duration.ZERO);
    verdict(handle);
  }
}
