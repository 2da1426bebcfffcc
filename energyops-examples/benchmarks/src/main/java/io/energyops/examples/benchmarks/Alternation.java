package io.energyops.examples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs both sides of a benchmark in turns, each in a JVM of its own. A machine that becomes slower
 * half-way slows both, and who goes first changes with every round.
 */
final class Alternation {

  private final Setting setting;
  private final List<String> jvmOptions;
  private final Consumer<String> progress;

  Alternation(Setting setting, List<String> jvmOptions, Consumer<String> progress) {
    this.setting = setting;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.progress = progress;
  }

  List<Result> run(Benchmark benchmark) throws IOException {
    List<Measured> ours = new ArrayList<>();
    List<Measured> peer = new ArrayList<>();
    try (SideProcess ourSide = SideProcess.start(benchmark, false, setting, jvmOptions);
        SideProcess peerSide = peerOf(benchmark)) {
      int rounds = benchmark.rounds(setting.size());
      for (int round = -benchmark.warmUps(setting.size()); round < rounds; round++) {
        boolean peerFirst = round % 2 != 0;
        @Nullable Measured before = peerFirst && peerSide != null ? peerSide.round() : null;
        Measured own = ourSide.round();
        @Nullable Measured other = peerSide != null && before == null ? peerSide.round() : before;
        refuseDifferent(benchmark, own, other);
        progress.accept(line(benchmark, round, own, other));
        if (round >= 0) {
          ours.add(own);
          if (other != null) {
            peer.add(other);
          }
        }
      }
    }
    return results(benchmark, ours, peer);
  }

  static List<Result> results(Benchmark benchmark, List<Measured> ours, List<Measured> peer) {
    List<Result> results = new ArrayList<>();
    for (Metric metric : benchmark.metrics()) {
      boolean shared = metric.key().equals(Metric.RATE);
      results.add(
          new Result(
              benchmark.area(),
              shared ? benchmark.name() : benchmark.name() + " " + metric.key(),
              metric,
              series(ours, metric),
              shared && !peer.isEmpty() ? series(peer, metric) : null));
    }
    return results;
  }

  private static Series series(List<Measured> rounds, Metric metric) {
    return new Series(rounds.stream().map(round -> number(round, metric)).toList());
  }

  private static double number(Measured round, Metric metric) {
    Double number = round.numbers().get(metric.key());
    if (number == null) {
      throw new IllegalStateException("No round gave " + metric.key());
    }
    return number;
  }

  private @Nullable SideProcess peerOf(Benchmark benchmark) throws IOException {
    return benchmark.peer() == null
        ? null
        : SideProcess.start(benchmark, true, setting, jvmOptions);
  }

  private static void refuseDifferent(Benchmark benchmark, Measured own, @Nullable Measured other) {
    if (other != null && !own.check().equals(other.check())) {
      throw new IllegalStateException(
          "The sides of "
              + benchmark.name()
              + " did different work: "
              + own.check()
              + " and "
              + other.check());
    }
  }

  private static String line(
      Benchmark benchmark, int round, Measured own, @Nullable Measured other) {
    String what = round < 0 ? "warm-up" : "round " + (round + 1);
    String numbers = "ours " + shown(own.numbers());
    return benchmark.name()
        + ", "
        + what
        + ": "
        + numbers
        + (other == null ? "" : ", peer " + shown(other.numbers()));
  }

  private static String shown(Map<String, Double> numbers) {
    List<String> parts = new ArrayList<>();
    numbers.forEach((key, value) -> parts.add(key + " " + Text.number(value)));
    return String.join("; ", parts);
  }
}
