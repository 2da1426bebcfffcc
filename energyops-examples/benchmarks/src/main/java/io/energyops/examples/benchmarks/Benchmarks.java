package io.energyops.examples.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command. It exits with 0 when everything could be measured, whether goals were met or not, 1
 * when something failed, 2 for wrong options.
 */
@Command(
    name = "benchmarks",
    version = "EnergyOps benchmarks 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    description =
        "Measures the engine beside plain libraries, in turns, and writes target/benchmarks.json. A whole run"
            + " without --quick writes docs/benchmarks.md too; any other writes target/benchmarks.md.")
final class Benchmarks implements Callable<Integer> {

  private static final Path JSON = Path.of("target", "benchmarks.json");
  private static final Path PAGE = Path.of("docs", "benchmarks.md");
  private static final Path PARTIAL_PAGE = Path.of("target", "benchmarks.md");
  private static final Path CACHE = Path.of("target", "benchmark-data");

  private final Path directory;
  private final Clock clock;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Measure this one; may be given more than once. --list shows the names.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--quick", description = "Do a quarter of the work and fewer rounds.")
  private boolean quick;

  @Option(names = "--list", description = "List the names and end.")
  private boolean list;

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description =
          "Start the JVM of each side with this too, {side} in it replaced, for example"
              + " -XX:StartFlightRecording=settings=profile,filename=target/{side}.jfr")
  private List<String> jvmOptions = new ArrayList<>();

  Benchmarks(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Runs the command and ends the process with its exit status.
   *
   * @param args the options
   */
  public static void main(String[] args) {
    Benchmarks command = new Benchmarks(Path.of("").toAbsolutePath(), Clock.systemUTC());
    System.exit(new CommandLine(command).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (list) {
      names().forEach(out()::println);
      return 0;
    }
    for (String name : only) {
      if (!names().contains(name)) {
        throw new ParameterException(
            command(), "No benchmark is named '" + name + "'; --list shows the names");
      }
    }
    long began = System.nanoTime();
    double load = Machine.load();
    Size size = quick ? Size.QUICK : Size.FULL;
    List<Result> results = measure(size);
    Reports.writeJson(directory.resolve(JSON), results);
    boolean whole = only.isEmpty() && !quick;
    Path page = directory.resolve(whole ? PAGE : PARTIAL_PAGE);
    Reports.writePage(page, results, facts(size, load, System.nanoTime() - began));
    out().println();
    out().print(Reports.table(results));
    out().println();
    out().println("Written: " + JSON + " and " + (whole ? PAGE : PARTIAL_PAGE));
    return 0;
  }

  private List<Result> measure(Size size) throws IOException, RunnerException {
    List<Benchmark> chosen = Suite.all().stream().filter(b -> wanted(b.name())).toList();
    List<Result> results = new ArrayList<>();
    Path cache = Files.createDirectories(directory.resolve(CACHE));
    Path folder = Files.createTempDirectory(cache, "run");
    try (PostgresForRun postgres =
            needs(chosen, Need.POSTGRESQL) ? PostgresForRun.start(folder) : null;
        S3ForRun s3 = needs(chosen, Need.S3) ? S3ForRun.start() : null) {
      Setting setting =
          new Setting(
              folder,
              cache,
              size,
              postgres == null ? "" : postgres.url(),
              s3 == null ? "" : s3.url());
      Alternation alternation = new Alternation(setting, jvmOptions, this::progress);
      for (Benchmark benchmark : chosen) {
        results.addAll(alternation.run(benchmark));
      }
    } finally {
      delete(folder);
    }
    if (wanted(MicroBenchmarks.NAME)) {
      progress(MicroBenchmarks.NAME + ", by JMH");
      results.addAll(MicroBenchmarks.run(size));
    }
    return results;
  }

  private static boolean needs(List<Benchmark> benchmarks, Need need) {
    return benchmarks.stream().anyMatch(benchmark -> benchmark.need() == need);
  }

  private boolean wanted(String name) {
    return only.isEmpty() || only.contains(name);
  }

  private static List<String> names() {
    return Stream.concat(Suite.all().stream().map(Benchmark::name), Stream.of(MicroBenchmarks.NAME))
        .toList();
  }

  private Map<String, String> facts(Size size, double load, long nanos) {
    return Map.of(
        "machine",
        Machine.describe(),
        "date",
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
        "load",
        String.format(Locale.ROOT, "%.1f", load),
        "minutes",
        String.format(Locale.ROOT, "%.1f", nanos / 60e9),
        "warmups",
        String.valueOf(size.warmUps()),
        "rounds",
        String.valueOf(size.rounds()));
  }

  private void progress(String line) {
    out().println(line);
    out().flush();
  }

  private PrintWriter out() {
    return command().getOut();
  }

  private CommandLine command() {
    if (spec == null) {
      throw new IllegalStateException("The command was not started by its command line");
    }
    return spec.commandLine();
  }

  private static void delete(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(folder)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.deleteIfExists(path);
    }
  }
}
