package io.energyops.process;

import static org.awaitility.Awaitility.await;

import io.energyops.run.TerminationReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Real runs of one test on Windows; whatever is left of them is ended at close. */
final class WindowsRuns implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(90);

  private final Path root;
  private final Supervisor supervisor = Supervisor.create(System::nanoTime);
  private final List<SupervisedProcess> launched = new ArrayList<>();

  WindowsRuns(Path root) {
    this.root = root;
  }

  SupervisedProcess run(String... words) {
    return launch(spec -> spec.command(WindowsChild.command(words)));
  }

  SupervisedProcess launch(UnaryOperator<LaunchSpec.Builder> more) {
    Path control = root.resolve("run-" + launched.size()).resolve("control");
    SupervisedProcess process =
        supervisor.launch(more.apply(WindowsOwner.spec(control, root)).build());
    launched.add(process);
    return process;
  }

  SupervisedProcess attach(Path control) {
    return supervisor.attach(control);
  }

  /** The process that says in this file who it is. */
  static ProcessIdentity said(Path file) {
    return ProcessIdentity.of(saidNumber(file)).orElseThrow();
  }

  /** The number of the process that says in this file who it is; it may have ended already. */
  static long saidNumber(Path file) {
    await().atMost(LIMIT).until(() -> Files.exists(Path.of(file + ".ready")));
    try {
      return Long.parseLong(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RunEnd end(SupervisedProcess process) {
    return await().atMost(LIMIT).until(process::end, Optional::isPresent).orElseThrow();
  }

  static ExitRecord exit(SupervisedProcess process) {
    return (ExitRecord) end(process);
  }

  static StartRecord started(SupervisedProcess process) {
    return await().atMost(LIMIT).until(process::started, Optional::isPresent).orElseThrow();
  }

  static String output(SupervisedProcess process, Frame.Stream stream) {
    StringBuilder text = new StringBuilder();
    try (SpoolReader reader = process.spool(0)) {
      reader.read(Long.MAX_VALUE).stream()
          .filter(frame -> frame.stream() == stream)
          .forEach(frame -> text.append(new String(frame.payload(), StandardCharsets.UTF_8)));
    }
    return text.toString();
  }

  @Override
  public void close() {
    for (SupervisedProcess process : launched) {
      if (process.end().isEmpty()) {
        process.requestKill(TerminationReason.KILLED_BY_USER, Duration.ZERO);
        end(process);
      }
    }
  }
}
