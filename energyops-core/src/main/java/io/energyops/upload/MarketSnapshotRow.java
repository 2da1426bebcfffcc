package io.energyops.upload;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time block of a market snapshot. A time is an instant, numbers are exact to six decimal
 * places.
 *
 * @param timePeriod when the time block begins
 * @param timeblock number of the block in its market day, 1 to 96
 * @param damPrice day-ahead clearing price, rupees per MWh, or null; zero and negative prices are
 *     data
 * @param rtmPrice real-time clearing price, rupees per MWh, or null; zero and negative prices are
 *     data
 * @param gdamPrice green day-ahead clearing price, rupees per MWh, or null; zero and negative
 *     prices are data
 * @param scheduledMw scheduled power, MW, or null
 * @param modelResultMw power that the model chose, negative when it buys or charges, MW, or null
 * @param purchaseBidMw purchase bids, MW, or null
 * @param sellBidMw sell bids, MW, or null
 * @param state state, or null
 * @param plantName name of the plant, or null
 * @param region grid region, or null
 * @param contractName contract, or null; {@code NA} in the file is none
 */
public record MarketSnapshotRow(
    @NotNull(message = "timePeriod is required") Instant timePeriod,
    @Min(value = 1, message = "timeblock must be between 1 and 96")
        @Max(value = 96, message = "timeblock must be between 1 and 96")
        int timeblock,
    @Nullable BigDecimal damPrice,
    @Nullable BigDecimal rtmPrice,
    @Nullable BigDecimal gdamPrice,
    @Nullable BigDecimal scheduledMw,
    @Nullable BigDecimal modelResultMw,
    @Nullable BigDecimal purchaseBidMw,
    @Nullable BigDecimal sellBidMw,
    @Size(min = 1, max = 100, message = "state must have 1 to 100 characters")
        @Nullable String state,
    @Size(min = 1, max = 200, message = "plantName must have 1 to 200 characters")
        @Nullable String plantName,
    @Size(min = 1, max = 100, message = "region must have 1 to 100 characters")
        @Nullable String region,
    @Size(min = 1, max = 200, message = "contractName must have 1 to 200 characters")
        @Nullable String contractName) {

  static Dataset<MarketSnapshotRow> dataset() {
    return Dataset.of(
        "market-snapshot",
        "market_snapshot_data",
        ImportNews.SNAPSHOT,
        MarketSnapshotRow.class,
        Column.instant("timePeriod", "TimePeriod"),
        Column.of(ColumnType.BLOCK, "timeblock", "Timeblock", "BlockNumber"),
        Column.decimal("damPrice", "DAMprice"),
        Column.decimal("rtmPrice", "RTMprice"),
        Column.decimal("gdamPrice", "GDAMprice"),
        Column.decimal("scheduledMw", "ScheduleMW", "ScheduledMW"),
        Column.decimal("modelResultMw", "ModelresultMW", "ModelResultsMW")
            .storedAs("modelresult_mw"),
        Column.decimal("purchaseBidMw", "PurchaseBidMW"),
        Column.decimal("sellBidMw", "SellBidMW"),
        Column.text("state", "State"),
        Column.text("plantName", "PlantName"),
        Column.text("region", "Region"),
        Column.of(ColumnType.TEXT_OR_NA, "contractName", "ContractName"));
  }
}
