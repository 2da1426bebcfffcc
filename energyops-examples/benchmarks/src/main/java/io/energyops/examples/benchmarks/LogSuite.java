package io.energyops.examples.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** What is measured of logs: writing, adding, and how soon a line can be seen. */
final class LogSuite {

  private static final String AREA = "log";
  private static final int HEAP_MB = 512;

  /** The engine must do with so little whatever a script prints. */
  private static final int SMALL_HEAP_MB = 64;

  /** One insert at a time takes long. */
  private static final int PER_LINE_LINES = 20_000;

  private LogSuite() {}

  static List<Benchmark> all() {
    return Stream.of(LogDatabase.values()).flatMap(LogSuite::of).toList();
  }

  private static Stream<Benchmark> of(LogDatabase database) {
    return Stream.of(
        bulk(database),
        perLine(database),
        add(database),
        steady(database),
        latency(database),
        live(database));
  }

  private static Benchmark bulk(LogDatabase database) {
    return new Benchmark(
        "log-" + database.word(),
        AREA,
        List.of(
            Metric.rate("rows/s", 0.9),
            Metric.plain("commit p50", "ms"),
            Metric.bound("commit p95", "ms", 100),
            Metric.plain("lines per commit", "lines")),
        HEAP_MB,
        database.need(),
        setting ->
            new BatcherSide(
                LogTable.open(database, setting, "ours"), setting.size().of(BatcherSide.LINES)),
        setting ->
            new BulkSide(
                LogTable.open(database, setting, "peer"), setting.size().of(BatcherSide.LINES)));
  }

  private static Benchmark perLine(LogDatabase database) {
    return new Benchmark(
            "log-per-line-" + database.word(),
            AREA,
            List.of(Metric.rate("rows/s", database == LogDatabase.SQLITE ? 20 : 8)),
            HEAP_MB,
            database.need(),
            setting ->
                new BatcherSide(
                    LogTable.open(database, setting, "batched"), setting.size().of(PER_LINE_LINES)),
            setting ->
                new PerLineSide(
                    LogTable.open(database, setting, "single"), setting.size().of(PER_LINE_LINES)))
        .ofRounds(5);
  }

  private static Benchmark add(LogDatabase database) {
    return new Benchmark(
        "add-log-" + database.word(),
        AREA,
        List.of(
            Metric.plain("p50", "µs"), Metric.bound("p99", "µs", 50), Metric.plain("p99.9", "µs")),
        HEAP_MB,
        database.need(),
        setting -> new AddLogSide(LogTable.open(database, setting, "add"), setting.size()),
        null);
  }

  private static Benchmark steady(LogDatabase database) {
    return new Benchmark(
            "log-steady-" + database.word(),
            AREA,
            List.of(
                Metric.plain("write p50", "ms"),
                Metric.bound("write p95", "ms", 100),
                Metric.plain("write p99", "ms")),
            HEAP_MB,
            database.need(),
            setting -> new SteadySide(LogTable.open(database, setting, "steady"), setting.size()),
            null)
        .ofRounds(1);
  }

  private static Benchmark latency(LogDatabase database) {
    return new Benchmark(
        "log-latency-" + database.word(),
        AREA,
        List.of(
            Metric.plain("p50", "ms"), Metric.bound("p95", "ms", 100), Metric.plain("p99", "ms")),
        HEAP_MB,
        database.need(),
        setting -> new LatencySide(EngineForRun.open(database, setting, "latency"), setting.size()),
        null);
  }

  private static Benchmark live(LogDatabase database) {
    return new Benchmark(
            "log-live-" + database.word(),
            AREA,
            List.of(
                Metric.plain("p50", "ms"),
                Metric.bound("p95", "ms", 100),
                Metric.plain("p99", "ms"),
                Metric.bound("heap held", "MiB", SMALL_HEAP_MB)),
            SMALL_HEAP_MB,
            database.need(),
            setting -> new FollowSide(EngineForRun.open(database, setting, "live"), setting.size()),
            null)
        .ofRounds(5);
  }
}
