package io.energyops.examples.benchmarks;

import io.energyops.examples.benchmarks.micro.EventHubBenchmark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The single operations that JMH measures. */
final class MicroBenchmarks {

  static final String NAME = "micro";

  private MicroBenchmarks() {}

  static List<Result> run(Size size) throws RunnerException {
    Collection<RunResult> all = new Runner(options(size).build()).run();
    return all.stream()
        .map(MicroBenchmarks::result)
        .sorted(Comparator.comparing(Result::name))
        .toList();
  }

  private static ChainedOptionsBuilder options(Size size) {
    boolean tiny = size == Size.TINY;
    TimeValue time = TimeValue.milliseconds(tiny ? 10 : size == Size.QUICK ? 300 : 1000);
    return new OptionsBuilder()
        .include(EventHubBenchmark.class.getPackageName().replace(".", "\\.") + "\\..*")
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .forks(tiny ? 0 : 1)
        .warmupIterations(tiny ? 0 : 3)
        .warmupTime(time)
        .measurementIterations(tiny ? 1 : 5)
        .measurementTime(time);
  }

  private static Result result(RunResult run) {
    String benchmark = run.getParams().getBenchmark();
    String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
    List<String> name = new ArrayList<>(List.of(NAME, words(method)));
    for (String key : run.getParams().getParamsKeys()) {
      name.add(run.getParams().getParam(key) + " " + key);
    }
    List<Double> values =
        run.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .map(MicroBenchmarks::score)
            .toList();
    String unit = run.getPrimaryResult().getScoreUnit();
    return new Result(
        NAME, String.join(" ", name), Metric.plain("score", unit), new Series(values), null);
  }

  private static double score(IterationResult iteration) {
    return iteration.getPrimaryResult().getScore();
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
