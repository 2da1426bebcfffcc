package io.energyops.examples.benchmarks;

import io.energyops.sandbox.Isolation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is measured of executions: capture, many at once, recovery. */
final class ExecutionSuite {

  private static final String AREA = "execution";
  private static final int HEAP_MB = 512;

  /** The engine must do with so little whatever a script prints. */
  private static final int SMALL_HEAP_MB = 64;

  private ExecutionSuite() {}

  static List<Benchmark> all() {
    return Stream.concat(
            Stream.of(LogDatabase.values()).flatMap(ExecutionSuite::of),
            Stream.of(Isolation.values()).map(ExecutionSuite::start))
        .toList();
  }

  private static Benchmark start(Isolation isolation) {
    return new Benchmark(
        "sandbox-start-" + isolation.name().toLowerCase(Locale.ROOT),
        "sandbox",
        List.of(Metric.plain(Metric.RATE, "scripts/s"), Metric.plain("p50", "ms")),
        HEAP_MB,
        Need.NOTHING,
        setting -> new SandboxStartSide(setting, isolation),
        setting -> new SandboxStartSide(setting, null));
  }

  private static Stream<Benchmark> of(LogDatabase database) {
    return Stream.of(million(database), many(database), recovery(database));
  }

  private static Benchmark million(LogDatabase database) {
    return new Benchmark(
            "million-lines-" + database.word(),
            AREA,
            List.of(Metric.rate("lines/s", 1 / 1.3)),
            SMALL_HEAP_MB,
            database.need(),
            setting ->
                new CapturedSide(EngineForRun.open(database, setting, "million"), setting.size()),
            setting -> new RedirectedSide(LogTable.open(database, setting, "loaded"), setting))
        .ofRounds(3);
  }

  private static Benchmark many(LogDatabase database) {
    return new Benchmark(
            "hundred-scripts-" + database.word(),
            AREA,
            List.of(
                Metric.plain(Metric.RATE, "scripts/s"),
                Metric.plain("supervisor", "MiB"),
                Metric.plain("heap", "KiB")),
            HEAP_MB,
            database.need(),
            setting ->
                new ManyScriptsSide(EngineForRun.open(database, setting, "many"), setting.size()),
            PlainScriptsSide::new)
        .ofRounds(3);
  }

  private static Benchmark recovery(LogDatabase database) {
    return new Benchmark(
            "recovery-" + database.word(),
            AREA,
            List.of(Metric.plain("until open", "s"), Metric.bound("until settled", "s", 2)),
            HEAP_MB,
            database.need(),
            setting -> new RecoverySide(database, setting),
            null)
        .ofRounds(3);
  }
}
