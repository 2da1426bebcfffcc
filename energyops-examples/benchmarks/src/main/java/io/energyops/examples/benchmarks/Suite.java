package io.energyops.examples.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All that is measured side by side. */
final class Suite {

  private static final int WRITING_HEAP_MB = 512;
  private static final int READING_HEAP_MB = 256;
  private static final int CSV_READINGS = 5;

  private Suite() {}

  static List<Benchmark> all() {
    return Stream.of(engine(), StorageSuite.local(), StorageSuite.s3())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Benchmark> engine() {
    return List.of(
        log(LogDatabase.SQLITE),
        log(LogDatabase.POSTGRESQL),
        latency(LogDatabase.SQLITE),
        latency(LogDatabase.POSTGRESQL),
        new Benchmark(
            "xlsx",
            "table",
            List.of(Metric.rate("rows/s", 0.9)),
            READING_HEAP_MB,
            Need.NOTHING,
            setting -> new ReadingSide(TableFiles.workbook(setting), 1, Readings::ours),
            setting -> new ReadingSide(TableFiles.workbook(setting), 1, Readings::fastexcel)),
        new Benchmark(
            "csv",
            "table",
            List.of(Metric.rate("rows/s", 0.8)),
            READING_HEAP_MB,
            Need.NOTHING,
            setting -> new ReadingSide(TableFiles.csv(setting), CSV_READINGS, Readings::ours),
            setting -> new ReadingSide(TableFiles.csv(setting), CSV_READINGS, Readings::fastCsv)),
        new Benchmark(
            "aggregation",
            "market",
            List.of(Metric.rate("records/s", 0.8)),
            WRITING_HEAP_MB,
            Need.NOTHING,
            setting -> new AggregationSide(setting.size(), AggregationSide::ours),
            setting -> new AggregationSide(setting.size(), PlainStatistics::of)));
  }

  static Benchmark find(String name) {
    return all().stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No benchmark is named " + name));
  }

  private static Benchmark log(LogDatabase database) {
    return new Benchmark(
        "log-" + name(database),
        "log",
        List.of(
            Metric.rate("rows/s", 0.9),
            Metric.plain("commit p50", "ms"),
            Metric.bound("commit p95", "ms", 100),
            Metric.plain("lines per commit", "lines")),
        WRITING_HEAP_MB,
        need(database),
        setting -> new BatcherSide(LogTable.open(database, setting, "ours"), setting.size()),
        setting -> new JdbcSide(LogTable.open(database, setting, "peer"), setting.size()));
  }

  private static Benchmark latency(LogDatabase database) {
    return new Benchmark(
        "log-latency-" + name(database),
        "log",
        List.of(
            Metric.plain("p50", "ms"), Metric.bound("p95", "ms", 100), Metric.plain("p99", "ms")),
        WRITING_HEAP_MB,
        need(database),
        setting -> LatencySide.open(database, setting),
        null);
  }

  private static Need need(LogDatabase database) {
    return database == LogDatabase.POSTGRESQL ? Need.POSTGRESQL : Need.NOTHING;
  }

  private static String name(LogDatabase database) {
    return database.name().toLowerCase(Locale.ROOT);
  }
}
