package io.energyops.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Statistics over market snapshots, whether they are in memory or in the database. Implementations
 * are thread-safe; each iterable is walked once, so it may stream.
 */
public interface MarketAggregation {

  /**
   * Aggregates records.
   *
   * @param records the records, in any order
   * @return their statistics; zeros and no time over nothing
   */
  default MarketSnapshotStats aggregateMarketSnapshotStats(Iterable<MarketSnapshotRecord> records) {
    StatsAccumulator sums = new StatsAccumulator();
    records.forEach(sums::add);
    return sums.stats();
  }

  /**
   * Aggregates records by the hour of the wall clock that their time lies in. Buckets are keyed by
   * the instant they begin at, so an hour that the clock repeats stays two; hours without a record
   * are absent.
   *
   * @param records the records, in any order
   * @param zone the market's zone
   * @return statistics by the beginning of the hour, in order
   */
  default SortedMap<Instant, MarketSnapshotStats> aggregateByHour(
      Iterable<MarketSnapshotRecord> records, ZoneId zone) {
    return MarketBuckets.aggregate(records, new TimeBuckets(zone, 3600));
  }

  /**
   * Aggregates records by the quarter of an hour that their time lies in, otherwise like {@link
   * #aggregateByHour}.
   *
   * @param records the records, in any order
   * @param zone the market's zone
   * @return statistics by the beginning of the quarter, in order
   */
  default SortedMap<Instant, MarketSnapshotStats> aggregateBy15Minutes(
      Iterable<MarketSnapshotRecord> records, ZoneId zone) {
    return MarketBuckets.aggregate(records, new TimeBuckets(zone, 900));
  }

  /**
   * Aggregates the stored records of one day, from its first instant in the zone to the first of
   * the next day, exclusive: 23 or 25 hours where the clock shifts.
   *
   * @param date the day; null is refused like a missing request parameter
   * @param zone the market's zone
   * @return their statistics
   * @throws io.energyops.error.InvalidArgumentException "Date parameter is required" without a date
   */
  MarketSnapshotStats statsForDate(@Nullable LocalDate date, ZoneId zone);
}
