package io.energyops.market;

import io.energyops.annotation.Internal;

/** The numbers of a market snapshot that statistics read, with their column in the database. */
@Internal
public enum MarketColumn {
  /** Day-ahead price. */
  DAM_PRICE("dam_price"),
  /** Green day-ahead price. */
  GDAM_PRICE("gdam_price"),
  /** Real-time price. */
  RTM_PRICE("rtm_price"),
  /** Scheduled power. */
  SCHEDULED_MW("scheduled_mw"),
  /** Power of the optimisation model. */
  MODELRESULT_MW("modelresult_mw"),
  /** Purchase bids. */
  PURCHASE_BID_MW("purchase_bid_mw"),
  /** Sell bids. */
  SELL_BID_MW("sell_bid_mw");

  private final String columnName;

  MarketColumn(String columnName) {
    this.columnName = columnName;
  }

  /**
   * Returns the column of {@code market_snapshot_data}.
   *
   * @return the column's name
   */
  public String columnName() {
    return columnName;
  }
}
