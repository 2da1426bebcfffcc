package io.energyops.examples.benchmarks;

import io.energyops.market.MarketAggregation;
import io.energyops.market.MarketSnapshotRecord;
import io.energyops.market.MarketSnapshotStats;
import java.util.List;
import java.util.function.Function;

/** Makes statistics over the same records many times. */
final class AggregationSide implements Side {

  static final int RECORDS = 100_000;
  private static final int REPEATS = 200;

  private final List<MarketSnapshotRecord> records;
  private final Function<List<MarketSnapshotRecord>, String> statistics;

  AggregationSide(Size size, Function<List<MarketSnapshotRecord>, String> statistics) {
    this.records = MarketSnapshots.records(size.of(RECORDS));
    this.statistics = statistics;
  }

  static String ours(List<MarketSnapshotRecord> records) {
    MarketAggregation aggregation =
        (date, zone) -> {
          throw new UnsupportedOperationException("Only records in memory are aggregated here");
        };
    MarketSnapshotStats stats = aggregation.aggregateMarketSnapshotStats(records);
    return PlainStatistics.text(
        stats.totalRecords(),
        stats.lastUpdated(),
        List.of(
            stats.avgDamPrice(),
            stats.avgGdamPrice(),
            stats.avgRtmPrice(),
            stats.totalScheduledVolume(),
            stats.totalModelResultVolume(),
            stats.totalPurchaseBidVolume(),
            stats.totalSellBidVolume()));
  }

  @Override
  public void prepare() {
    // The records are never changed.
  }

  @Override
  public Measured measure() {
    String last = "";
    long began = System.nanoTime();
    for (int i = 0; i < REPEATS; i++) {
      last = statistics.apply(records);
    }
    return Measured.rate((long) REPEATS * records.size(), System.nanoTime() - began, last);
  }

  @Override
  public void close() {
    // Nothing is held but memory.
  }
}
