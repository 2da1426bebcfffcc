package io.energyops.upload;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of contract scheduling. A time is an instant, numbers are exact to six decimal places.
 *
 * @param timePeriod when the time block begins
 * @param region grid region
 * @param state state
 * @param contractName contract
 * @param contractType kind of contract, or null
 * @param buyerEntity who buys
 * @param sellerEntity who sells
 * @param contractedMw contracted power, 0 to 100000 MW
 * @param scheduledMw scheduled power, 0 to 100000 MW, or null
 * @param actualMw power that was delivered, 0 to 100000 MW, or null
 * @param cumulativeMw running sum, MW, or null
 */
public record ContractSchedulingRow(
    @NotNull(message = "timePeriod is required") Instant timePeriod,
    @NotNull(message = "region is required")
        @Size(min = 1, max = 100, message = "region must have 1 to 100 characters")
        String region,
    @NotNull(message = "state is required")
        @Size(min = 1, max = 100, message = "state must have 1 to 100 characters")
        String state,
    @NotNull(message = "contractName is required")
        @Size(min = 1, max = 200, message = "contractName must have 1 to 200 characters")
        String contractName,
    @Size(min = 1, max = 100, message = "contractType must have 1 to 100 characters")
        @Nullable String contractType,
    @NotNull(message = "buyerEntity is required")
        @Size(min = 1, max = 200, message = "buyerEntity must have 1 to 200 characters")
        String buyerEntity,
    @NotNull(message = "sellerEntity is required")
        @Size(min = 1, max = 200, message = "sellerEntity must have 1 to 200 characters")
        String sellerEntity,
    @NotNull(message = "contractedMw is required")
        @DecimalMin(value = "0", message = "contractedMw must be at least 0")
        @DecimalMax(value = "100000", message = "contractedMw must be at most 100000")
        BigDecimal contractedMw,
    @DecimalMin(value = "0", message = "scheduledMw must be at least 0")
        @DecimalMax(value = "100000", message = "scheduledMw must be at most 100000")
        @Nullable BigDecimal scheduledMw,
    @DecimalMin(value = "0", message = "actualMw must be at least 0")
        @DecimalMax(value = "100000", message = "actualMw must be at most 100000")
        @Nullable BigDecimal actualMw,
    @Nullable BigDecimal cumulativeMw) {

  static Dataset<ContractSchedulingRow> dataset() {
    return Dataset.of(
        "contract-scheduling",
        "dmo_contract_scheduling",
        ImportNews.DMO,
        ContractSchedulingRow.class,
        Column.instant("timePeriod", "TimePeriod"),
        Column.text("region", "Region"),
        Column.text("state", "State"),
        Column.text("contractName", "ContractName"),
        Column.of(ColumnType.TEXT_OR_NA, "contractType", "ContractType"),
        Column.text("buyerEntity", "BuyerEntity"),
        Column.text("sellerEntity", "SellerEntity"),
        Column.decimal("contractedMw", "ContractedMW"),
        Column.decimal("scheduledMw", "ScheduledMW", "ScheduleMW"),
        Column.decimal("actualMw", "ActualMW"),
        Column.decimal("cumulativeMw", "CumulativeMW"));
  }
}
