package io.energyops.market;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Names the numbers of a {@link MarketSnapshotRecord} one by one. Not thread-safe. */
public final class MarketSnapshotRecordBuilder {

  private final Instant timePeriod;
  private final int timeblock;
  private final Instant createdAt;
  private @Nullable BigDecimal damPrice;
  private @Nullable BigDecimal gdamPrice;
  private @Nullable BigDecimal rtmPrice;
  private @Nullable BigDecimal scheduledMw;
  private @Nullable BigDecimal modelResultMw;
  private @Nullable BigDecimal purchaseBidMw;
  private @Nullable BigDecimal sellBidMw;

  MarketSnapshotRecordBuilder(Instant timePeriod, int timeblock, Instant createdAt) {
    this.timePeriod = timePeriod;
    this.timeblock = timeblock;
    this.createdAt = createdAt;
  }

  /**
   * Sets the day-ahead clearing price.
   *
   * @param value day-ahead clearing price, rupees per MWh; null when missing
   * @return this builder
   */
  public MarketSnapshotRecordBuilder damPrice(@Nullable BigDecimal value) {
    damPrice = value;
    return this;
  }

  /**
   * Sets the green day-ahead clearing price.
   *
   * @param value green day-ahead clearing price, rupees per MWh; null when missing
   * @return this builder
   */
  public MarketSnapshotRecordBuilder gdamPrice(@Nullable BigDecimal value) {
    gdamPrice = value;
    return this;
  }

  /**
   * Sets the real-time clearing price.
   *
   * @param value real-time clearing price, rupees per MWh; null when missing
   * @return this builder
   */
  public MarketSnapshotRecordBuilder rtmPrice(@Nullable BigDecimal value) {
    rtmPrice = value;
    return this;
  }

  /**
   * Sets the scheduled power.
   *
   * @param value scheduled power, MW; null when missing
   * @return this builder
   */
  public MarketSnapshotRecordBuilder scheduledMw(@Nullable BigDecimal value) {
    scheduledMw = value;
    return this;
  }

  /**
   * Sets the power that the model chose.
   *
   * @param value power that the model chose, MW; null when missing
   * @return this builder
   */
  public MarketSnapshotRecordBuilder modelResultMw(@Nullable BigDecimal value) {
    modelResultMw = value;
    return this;
  }

  /**
   * Sets the purchase bids.
   *
   * @param value purchase bids, MW; null when missing
   * @return this builder
   */
  public MarketSnapshotRecordBuilder purchaseBidMw(@Nullable BigDecimal value) {
    purchaseBidMw = value;
    return this;
  }

  /**
   * Sets the sell bids.
   *
   * @param value sell bids, MW; null when missing
   * @return this builder
   */
  public MarketSnapshotRecordBuilder sellBidMw(@Nullable BigDecimal value) {
    sellBidMw = value;
    return this;
  }

  /**
   * Makes the record.
   *
   * @return the record
   * @throws io.energyops.error.InvalidArgumentException when the time block or a number is out of
   *     range
   */
  public MarketSnapshotRecord build() {
    return new MarketSnapshotRecord(
        timePeriod,
        timeblock,
        damPrice,
        gdamPrice,
        rtmPrice,
        scheduledMw,
        modelResultMw,
        purchaseBidMw,
        sellBidMw,
        createdAt);
  }
}
