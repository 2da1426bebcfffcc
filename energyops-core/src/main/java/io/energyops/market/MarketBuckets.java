package io.energyops.market;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Aggregates records bucket by bucket. */
final class MarketBuckets {

  private MarketBuckets() {}

  static SortedMap<Instant, MarketSnapshotStats> aggregate(
      Iterable<MarketSnapshotRecord> records, TimeBuckets buckets) {
    SortedMap<Instant, StatsAccumulator> sums = new TreeMap<>();
    for (MarketSnapshotRecord record : records) {
      sums.computeIfAbsent(buckets.startOf(record.timePeriod()), start -> new StatsAccumulator())
          .add(record);
    }
    SortedMap<Instant, MarketSnapshotStats> stats = new TreeMap<>();
    sums.forEach((start, sum) -> stats.put(start, sum.stats()));
    return stats;
  }
}
