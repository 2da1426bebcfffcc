package io.energyops.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Statistics over market snapshots. Means and sums are exact and rounded once, at the end, to two
 * decimals with ties towards positive infinity; missing numbers are left out; over nothing they are
 * zero. Immutable.
 */
public final class MarketSnapshotStats {

  private final long totalRecords;
  private final BigDecimal avgDamPrice;
  private final BigDecimal avgRtmPrice;
  private final BigDecimal avgGdamPrice;
  private final BigDecimal totalScheduledVolume;
  private final BigDecimal totalModelResultVolume;
  private final BigDecimal totalPurchaseBidVolume;
  private final BigDecimal totalSellBidVolume;
  private final @Nullable Instant lastUpdated;

  MarketSnapshotStats(StatsAccumulator sums) {
    totalRecords = sums.records();
    avgDamPrice = sums.mean(MarketColumn.DAM_PRICE);
    avgRtmPrice = sums.mean(MarketColumn.RTM_PRICE);
    avgGdamPrice = sums.mean(MarketColumn.GDAM_PRICE);
    totalScheduledVolume = sums.total(MarketColumn.SCHEDULED_MW);
    totalModelResultVolume = sums.total(MarketColumn.MODELRESULT_MW);
    totalPurchaseBidVolume = sums.total(MarketColumn.PURCHASE_BID_MW);
    totalSellBidVolume = sums.total(MarketColumn.SELL_BID_MW);
    lastUpdated = sums.lastUpdated();
  }

  /**
   * Returns how many records there were.
   *
   * @return the count, those without numbers included
   */
  public long totalRecords() {
    return totalRecords;
  }

  /**
   * Returns the mean day-ahead price, rupees per MWh.
   *
   * @return the number at scale 2
   */
  public BigDecimal avgDamPrice() {
    return avgDamPrice;
  }

  /**
   * Returns the mean real-time price, rupees per MWh.
   *
   * @return the number at scale 2
   */
  public BigDecimal avgRtmPrice() {
    return avgRtmPrice;
  }

  /**
   * Returns the mean green day-ahead price, rupees per MWh.
   *
   * @return the number at scale 2
   */
  public BigDecimal avgGdamPrice() {
    return avgGdamPrice;
  }

  /**
   * Returns the sum of scheduled MW.
   *
   * @return the number at scale 2
   */
  public BigDecimal totalScheduledVolume() {
    return totalScheduledVolume;
  }

  /**
   * Returns the sum of the model's MW.
   *
   * @return the number at scale 2
   */
  public BigDecimal totalModelResultVolume() {
    return totalModelResultVolume;
  }

  /**
   * Returns the sum of purchase bids, MW.
   *
   * @return the number at scale 2
   */
  public BigDecimal totalPurchaseBidVolume() {
    return totalPurchaseBidVolume;
  }

  /**
   * Returns the sum of sell bids, MW.
   *
   * @return the number at scale 2
   */
  public BigDecimal totalSellBidVolume() {
    return totalSellBidVolume;
  }

  /**
   * Returns when the latest record was made.
   *
   * @return the latest creation time, or null without records
   */
  public @Nullable Instant lastUpdated() {
    return lastUpdated;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MarketSnapshotStats that
        && totalRecords == that.totalRecords
        && avgDamPrice.equals(that.avgDamPrice)
        && avgRtmPrice.equals(that.avgRtmPrice)
        && avgGdamPrice.equals(that.avgGdamPrice)
        && totalScheduledVolume.equals(that.totalScheduledVolume)
        && totalModelResultVolume.equals(that.totalModelResultVolume)
        && totalPurchaseBidVolume.equals(that.totalPurchaseBidVolume)
        && totalSellBidVolume.equals(that.totalSellBidVolume)
        && Objects.equals(lastUpdated, that.lastUpdated);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        totalRecords,
        avgDamPrice,
        avgRtmPrice,
        avgGdamPrice,
        totalScheduledVolume,
        totalModelResultVolume,
        totalPurchaseBidVolume,
        totalSellBidVolume,
        lastUpdated);
  }

  @Override
  public String toString() {
    return "MarketSnapshotStats[totalRecords="
        + totalRecords
        + ", avgDamPrice="
        + avgDamPrice
        + ", avgRtmPrice="
        + avgRtmPrice
        + ", avgGdamPrice="
        + avgGdamPrice
        + ", totalScheduledVolume="
        + totalScheduledVolume
        + ", totalModelResultVolume="
        + totalModelResultVolume
        + ", totalPurchaseBidVolume="
        + totalPurchaseBidVolume
        + ", totalSellBidVolume="
        + totalSellBidVolume
        + ", lastUpdated="
        + lastUpdated
        + "]";
  }
}
