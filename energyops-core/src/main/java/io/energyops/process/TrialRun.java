package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.sandbox.ChainProbe;
import io.energyops.sandbox.IsolationPlan;
import io.energyops.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Runs a small Python program under a supervisor and through a chain of backends. Thread-safe. */
@Internal
public final class TrialRun implements ChainProbe {

  /** A file at an absolute path that works in its folder, as every script is and does. */
  private static final String SCRIPT =
      """
      import os
      with open('written', 'w') as file:
          file.write('on')
      os.rename('written', os.path.join(os.environ['HOME'], 'renamed'))
      """;

  /** A host that is that slow holds scripts no worse; only one that hangs shall not. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int MOST_BYTES = 4096;
  private static final int WORDS = 300;

  private final Path folder;
  private final Supplier<Optional<Path>> interpreter;
  private final LongSupplier nanoTicker;

  /**
   * Makes the probe.
   *
   * @param folder where the trials get their private folders, as the runs do
   * @param interpreter gives the interpreter
   * @param nanoTicker monotonic nanoseconds
   */
  public TrialRun(Path folder, Supplier<Optional<Path>> interpreter, LongSupplier nanoTicker) {
    this.folder = folder;
    this.interpreter = interpreter;
    this.nanoTicker = nanoTicker;
  }

  @Override
  public Optional<String> failure(IsolationPlan chain) {
    Optional<Path> python = interpreter.get();
    if (python.isEmpty()) {
      return Optional.of("no Python interpreter is known");
    }
    String name = "trial-" + UUID.randomUUID();
    WorkFolder place = WorkFolder.create(folder, name);
    try {
      Path script = write(place.work().resolve("trial.py"));
      List<String> command = List.of(python.get().toString(), "-u", script.toString());
      SandboxOptions options = chain.options();
      LaunchSpec spec =
          LaunchSpec.builder()
              .interpreter(python.get())
              .controlDirectory(place.control())
              .workingDirectory(place.work())
              .confinement(chain.confine(command, name, place.places(), List.of()))
              .environment(Map.of("HOME", place.work().toString()))
              .token(name)
              .wallTime(LIMIT)
              .outputBytes(options.outputBytes().value())
              .grace(Duration.ZERO)
              .restartGrace(LIMIT)
              .build();
      return judged(Supervisor.create(nanoTicker).launch(spec));
    } finally {
      place.remove();
    }
  }

  private static Path write(Path script) {
    try {
      return Files.writeString(script, SCRIPT);
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.RUN_DIRECTORY_FAILURE, "Could not write the trial " + script, e);
    }
  }

  private Optional<String> judged(SupervisedProcess trial) {
    long begun = nanoTicker.getAsLong();
    while (true) {
      Optional<RunEnd> end = trial.end();
      if (end.isPresent()) {
        return failure(trial, end.get());
      }
      if (nanoTicker.getAsLong() - begun > LIMIT.plusSeconds(10).toNanos()) {
        return Optional.of("a trial program did not end within " + LIMIT);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static Optional<String> failure(SupervisedProcess trial, RunEnd end) {
    if (end instanceof ExitRecord exit
        && exit.exitCode().isPresent()
        && exit.exitCode().getAsInt() == 0
        && exit.confined().left().isEmpty()) {
      return Optional.empty();
    }
    String verdict = String.valueOf(Verdict.of(end).message());
    try (SpoolReader spool = trial.spool(0)) {
      StringBuilder words = new StringBuilder();
      for (Frame frame : spool.read(MOST_BYTES)) {
        words.append(new String(frame.payload(), StandardCharsets.UTF_8));
      }
      String said = words.toString().strip();
      return Optional.of(said.isEmpty() ? verdict : verdict + ": " + shortened(said));
    }
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), WORDS)).replace('\n', ' ');
  }
}
