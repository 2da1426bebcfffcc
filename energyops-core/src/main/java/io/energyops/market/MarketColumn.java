package io.energyops.market;

import io.energyops.annotation.Internal;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The numbers of a market snapshot that statistics read, with their column in the database. */
@Internal
public enum MarketColumn {
  /** Day-ahead price. */
  DAM_PRICE("dam_price", MarketSnapshotRecord::damPrice),
  /** Green day-ahead price. */
  GDAM_PRICE("gdam_price", MarketSnapshotRecord::gdamPrice),
  /** Real-time price. */
  RTM_PRICE("rtm_price", MarketSnapshotRecord::rtmPrice),
  /** Scheduled power. */
  SCHEDULED_MW("scheduled_mw", MarketSnapshotRecord::scheduledMw),
  /** Power of the optimisation model. */
  MODELRESULT_MW("modelresult_mw", MarketSnapshotRecord::modelResultMw),
  /** Purchase bids. */
  PURCHASE_BID_MW("purchase_bid_mw", MarketSnapshotRecord::purchaseBidMw),
  /** Sell bids. */
  SELL_BID_MW("sell_bid_mw", MarketSnapshotRecord::sellBidMw);

  private final String columnName;

  @SuppressWarnings("ImmutableEnumChecker") // method references without state
  private final Function<MarketSnapshotRecord, @Nullable BigDecimal> reader;

  MarketColumn(String columnName, Function<MarketSnapshotRecord, @Nullable BigDecimal> reader) {
    this.columnName = columnName;
    this.reader = reader;
  }

  /**
   * Returns the column of {@code market_snapshot_data}.
   *
   * @return the column's name
   */
  public String columnName() {
    return columnName;
  }

  @Nullable BigDecimal of(MarketSnapshotRecord record) {
    return reader.apply(record);
  }
}
