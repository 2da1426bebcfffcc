package io.energyops.market;

import io.energyops.annotation.Internal;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums and counts on the way to {@link MarketSnapshotStats}. Records, other accumulators and
 * sums that a database made all feed the same fields, so every path rounds once, in one place, and
 * agrees to the last digit. Not thread-safe.
 */
@Internal
public final class StatsAccumulator {

  private final ColumnSum damPrice = new ColumnSum();
  private final ColumnSum gdamPrice = new ColumnSum();
  private final ColumnSum rtmPrice = new ColumnSum();
  private final ColumnSum scheduledMw = new ColumnSum();
  private final ColumnSum modelResultMw = new ColumnSum();
  private final ColumnSum purchaseBidMw = new ColumnSum();
  private final ColumnSum sellBidMw = new ColumnSum();
  private long records;
  private @Nullable Instant lastUpdated;

  /** Creates an accumulator over nothing. */
  public StatsAccumulator() {}

  /**
   * Adds one record.
   *
   * @param record the record
   */
  public void add(MarketSnapshotRecord record) {
    addRecords(1, record.createdAt());
    // Column by column and not in a loop over them: a loop over readers was half as fast.
    damPrice.add(record.damPrice());
    gdamPrice.add(record.gdamPrice());
    rtmPrice.add(record.rtmPrice());
    scheduledMw.add(record.scheduledMw());
    modelResultMw.add(record.modelResultMw());
    purchaseBidMw.add(record.purchaseBidMw());
    sellBidMw.add(record.sellBidMw());
  }

  /**
   * Adds everything that another accumulator holds.
   *
   * @param other the other one, unchanged
   */
  public void add(StatsAccumulator other) {
    addRecords(other.records, other.lastUpdated);
    for (MarketColumn column : MarketColumn.values()) {
      sum(column).add(other.sum(column));
    }
  }

  /**
   * Adds records that were counted elsewhere; their numbers come by {@link #addColumn}.
   *
   * @param count how many
   * @param latestCreatedAt the latest of their creation times, null without records
   */
  public void addRecords(long count, @Nullable Instant latestCreatedAt) {
    records = Math.addExact(records, count);
    if (latestCreatedAt != null && (lastUpdated == null || latestCreatedAt.isAfter(lastUpdated))) {
      lastUpdated = latestCreatedAt;
    }
  }

  /**
   * Adds the numbers of one column that were summed elsewhere.
   *
   * @param column the column
   * @param sum their exact sum; scaled integers of the database go in as {@code
   *     BigDecimal.valueOf(scaled, 6)}; null counts as zero, since SQL sums nothing to null
   * @param count how many were not null
   */
  public void addColumn(MarketColumn column, @Nullable BigDecimal sum, long count) {
    sum(column).add(sum == null ? BigDecimal.ZERO : sum, count);
  }

  /**
   * Returns the statistics of everything added so far.
   *
   * @return the statistics
   */
  public MarketSnapshotStats stats() {
    return new MarketSnapshotStats(this);
  }

  long records() {
    return records;
  }

  @Nullable Instant lastUpdated() {
    return lastUpdated;
  }

  BigDecimal mean(MarketColumn column) {
    return sum(column).mean();
  }

  BigDecimal total(MarketColumn column) {
    return sum(column).total();
  }

  private ColumnSum sum(MarketColumn column) {
    return switch (column) {
      case DAM_PRICE -> damPrice;
      case GDAM_PRICE -> gdamPrice;
      case RTM_PRICE -> rtmPrice;
      case SCHEDULED_MW -> scheduledMw;
      case MODELRESULT_MW -> modelResultMw;
      case PURCHASE_BID_MW -> purchaseBidMw;
      case SELL_BID_MW -> sellBidMw;
    };
  }
}
