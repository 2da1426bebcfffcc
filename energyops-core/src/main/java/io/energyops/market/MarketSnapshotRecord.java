package io.energyops.market;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of one market snapshot that statistics read. A missing number is null; zero and negative
 * numbers are data. The database keeps six decimals, so only records with at most six give the same
 * statistics before and after they are stored.
 *
 * @param timePeriod when the time block begins
 * @param timeblock number of the block in its market day, 1 to 96
 * @param damPrice day-ahead clearing price, rupees per MWh
 * @param gdamPrice green day-ahead clearing price, rupees per MWh
 * @param rtmPrice real-time clearing price, rupees per MWh
 * @param scheduledMw scheduled power, MW
 * @param modelResultMw power that the optimisation model chose, MW; negative when it buys or
 *     charges
 * @param purchaseBidMw purchase bids, MW
 * @param sellBidMw sell bids, MW
 * @param createdAt when the record was made
 */
public record MarketSnapshotRecord(
    Instant timePeriod,
    int timeblock,
    @Nullable BigDecimal damPrice,
    @Nullable BigDecimal gdamPrice,
    @Nullable BigDecimal rtmPrice,
    @Nullable BigDecimal scheduledMw,
    @Nullable BigDecimal modelResultMw,
    @Nullable BigDecimal purchaseBidMw,
    @Nullable BigDecimal sellBidMw,
    Instant createdAt) {

  private static final int BLOCKS = 96;
  private static final int MAX_INTEGER_DIGITS = 12;

  /** The longest exact decimal expansion of a double, so that converted ones are taken as is. */
  private static final int MAX_SCALE = 1074;

  /**
   * Checks the ranges.
   *
   * @param timePeriod when the time block begins
   * @param timeblock number of the block
   * @param damPrice day-ahead price
   * @param gdamPrice green day-ahead price
   * @param rtmPrice real-time price
   * @param scheduledMw scheduled power
   * @param modelResultMw power of the model
   * @param purchaseBidMw purchase bids
   * @param sellBidMw sell bids
   * @param createdAt when the record was made
   * @throws InvalidArgumentException when the block is not 1 to 96, or a number has more than
   *     twelve digits before or 1074 behind the decimal point
   */
  public MarketSnapshotRecord {
    if (timeblock < 1 || timeblock > BLOCKS) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "timeblock must be 1 to 96, but is " + timeblock);
    }
    checkSize("damPrice", damPrice);
    checkSize("gdamPrice", gdamPrice);
    checkSize("rtmPrice", rtmPrice);
    checkSize("scheduledMw", scheduledMw);
    checkSize("modelResultMw", modelResultMw);
    checkSize("purchaseBidMw", purchaseBidMw);
    checkSize("sellBidMw", sellBidMw);
  }

  /**
   * Begins a record whose numbers are all missing.
   *
   * @param timePeriod when the time block begins
   * @param timeblock number of the block, 1 to 96
   * @param createdAt when the record was made
   * @return a builder
   */
  public static MarketSnapshotRecordBuilder builder(
      Instant timePeriod, int timeblock, Instant createdAt) {
    return new MarketSnapshotRecordBuilder(timePeriod, timeblock, createdAt);
  }

  // A few characters such as 1E+999999999 would make an exact sum of a gigabyte.
  private static void checkSize(String name, @Nullable BigDecimal value) {
    if (value == null) {
      return;
    }
    long integerDigits = (long) value.precision() - value.scale();
    if (integerDigits > MAX_INTEGER_DIGITS || value.scale() > MAX_SCALE) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          name + " must have at most 12 digits before and 1074 behind the decimal point");
    }
  }
}
