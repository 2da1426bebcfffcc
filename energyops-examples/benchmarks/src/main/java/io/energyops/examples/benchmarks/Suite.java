package io.energyops.examples.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** All that is measured side by side. */
final class Suite {

  private static final int WRITING_HEAP_MB = 512;
  private static final int READING_HEAP_MB = 256;
  private static final int CSV_READINGS = 5;

  private Suite() {}

  static List<Benchmark> all() {
    return Stream.of(
            LogSuite.all(), ExecutionSuite.all(), engine(), StorageSuite.local(), StorageSuite.s3())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Benchmark> engine() {
    return List.of(
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
}
