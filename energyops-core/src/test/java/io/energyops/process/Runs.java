package io.energyops.process;

import static org.awaitility.Awaitility.await;

import io.energyops.run.TerminationReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Real runs of one test; whatever is left of them is ended at close. */
final class Runs implements AutoCloseable {

  private final Path root;
  private final Supervisor supervisor = Supervisor.create(System::nanoTime);
  private final List<SupervisedProcess> launched = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();

  Runs(Path root) {
    this.root = root;
  }

  SupervisedProcess shell(String script) {
    return launch(spec -> spec.command(List.of("/bin/sh", "-c", script)));
  }

  SupervisedProcess shell(String script, UnaryOperator<LaunchSpec.Builder> more) {
    return launch(spec -> more.apply(spec.command(List.of("/bin/sh", "-c", script))));
  }

  SupervisedProcess python(String script) {
    return launch(spec -> spec.command(List.of(Python.INTERPRETER.toString(), "-u", "-c", script)));
  }

  SupervisedProcess launch(UnaryOperator<LaunchSpec.Builder> more) {
    LaunchSpec spec = spec(more);
    SupervisedProcess process = supervisor.launch(spec);
    launched.add(process);
    return process;
  }

  LaunchSpec spec(UnaryOperator<LaunchSpec.Builder> more) {
    tokens.add(UUID.randomUUID().toString());
    return more.apply(
            LaunchSpec.builder()
                .interpreter(Python.INTERPRETER)
                .controlDirectory(root.resolve("run-" + tokens.size()))
                .workingDirectory(root)
                .environment(Map.of("PATH", "/usr/bin:/bin", "PY", Python.INTERPRETER.toString()))
                .token(tokens.get(tokens.size() - 1))
                .grace(Duration.ofMillis(400))
                .wallTime(Duration.ofSeconds(30)))
        .build();
  }

  SupervisedProcess attach(SupervisedProcess process) {
    return supervisor.attach(process.controlDirectory());
  }

  /** Every living process that carries the cookie of one of these runs. */
  List<ProcessTree.Member> living() {
    List<ProcessTree.Member> found = new ArrayList<>();
    for (String token : tokens) {
      found.addAll(new ProcessTree(ProcFs.system(), token, null).members());
    }
    return found;
  }

  static RunEnd end(SupervisedProcess process) {
    return await()
        .atMost(15, TimeUnit.SECONDS)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(process::end, java.util.Optional::isPresent)
        .orElseThrow();
  }

  static ExitRecord exit(SupervisedProcess process) {
    return (ExitRecord) end(process);
  }

  static StartRecord started(SupervisedProcess process) {
    return await()
        .atMost(10, TimeUnit.SECONDS)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(process::started, java.util.Optional::isPresent)
        .orElseThrow();
  }

  static String output(SupervisedProcess process) {
    StringBuilder text = new StringBuilder();
    try (SpoolReader reader = process.spool(0)) {
      reader
          .read(Long.MAX_VALUE)
          .forEach(f -> text.append(new String(f.payload(), StandardCharsets.UTF_8)));
    }
    return text.toString();
  }

  static void awaitOutput(SupervisedProcess process, String text) {
    await()
        .atMost(10, TimeUnit.SECONDS)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() -> output(process).contains(text));
  }

  static long count(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  @Override
  public void close() {
    for (SupervisedProcess process : launched) {
      process.requestKill(TerminationReason.KILLED_BY_USER, Duration.ZERO);
      end(process);
    }
    for (String token : tokens) {
      await().until(() -> new ProcessTree(ProcFs.system(), token, null).killOnce().isEmpty());
    }
    await().until(() -> living().isEmpty());
  }
}
