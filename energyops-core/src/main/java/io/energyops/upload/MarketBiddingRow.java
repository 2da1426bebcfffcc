package io.energyops.upload;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One bid in a market. A time is an instant, numbers are exact to six decimal places.
 *
 * @param timePeriod when the time block begins
 * @param region grid region, or null
 * @param state state, or null
 * @param plantId id of the plant
 * @param plantName name of the plant
 * @param marketType market, such as DAM
 * @param bidPriceRsPerMwh price of the bid, rupees per MWh; may be negative
 * @param bidVolumeMw volume of the bid, 0 to 100000 MW
 * @param clearingPriceRsPerMwh price at which the market cleared, rupees per MWh, or null
 * @param clearedVolumeMw volume that was taken, 0 to 100000 MW, or null
 */
public record MarketBiddingRow(
    @NotNull(message = "timePeriod is required") Instant timePeriod,
    @Size(min = 1, max = 100, message = "region must have 1 to 100 characters")
        @Nullable String region,
    @Size(min = 1, max = 100, message = "state must have 1 to 100 characters")
        @Nullable String state,
    @NotNull(message = "plantId is required")
        @Size(min = 1, max = 100, message = "plantId must have 1 to 100 characters")
        String plantId,
    @NotNull(message = "plantName is required")
        @Size(min = 1, max = 200, message = "plantName must have 1 to 200 characters")
        String plantName,
    @NotNull(message = "marketType is required")
        @Size(min = 1, max = 100, message = "marketType must have 1 to 100 characters")
        String marketType,
    @NotNull(message = "bidPriceRsPerMwh is required") BigDecimal bidPriceRsPerMwh,
    @NotNull(message = "bidVolumeMw is required")
        @DecimalMin(value = "0", message = "bidVolumeMw must be at least 0")
        @DecimalMax(value = "100000", message = "bidVolumeMw must be at most 100000")
        BigDecimal bidVolumeMw,
    @Nullable BigDecimal clearingPriceRsPerMwh,
    @DecimalMin(value = "0", message = "clearedVolumeMw must be at least 0")
        @DecimalMax(value = "100000", message = "clearedVolumeMw must be at most 100000")
        @Nullable BigDecimal clearedVolumeMw) {

  static Dataset<MarketBiddingRow> dataset() {
    return Dataset.of(
        "market-bidding",
        "dmo_market_bidding",
        ImportNews.DMO,
        MarketBiddingRow.class,
        Column.instant("timePeriod", "TimePeriod"),
        Column.text("region", "Region"),
        Column.text("state", "State"),
        Column.text("plantId", "PlantID"),
        Column.text("plantName", "PlantName"),
        Column.text("marketType", "MarketType"),
        Column.decimal("bidPriceRsPerMwh", "BidPriceRsPerMWh", "BidPrice", "Bid Price (Rs/MWh)"),
        Column.decimal("bidVolumeMw", "BidVolumeMW", "BidVolume"),
        Column.decimal(
            "clearingPriceRsPerMwh",
            "ClearingPriceRsPerMWh",
            "ClearingPrice",
            "Clearing Price (Rs/MWh)"),
        Column.decimal("clearedVolumeMw", "ClearedVolumeMW", "ClearedVolume"));
  }
}
