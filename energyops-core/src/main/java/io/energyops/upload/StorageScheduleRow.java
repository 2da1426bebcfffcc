package io.energyops.upload;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time block of a storage plant. A time is an instant, numbers are exact to six decimal places.
 *
 * @param timePeriod when the time block begins
 * @param timeBlock number of the block in its market day, 1 to 96
 * @param region grid region, or null
 * @param state state, or null
 * @param plantName name of the plant
 * @param stateOfChargePercent state of charge, 0 to 100 percent
 * @param chargeMw charging power, 0 or more MW
 * @param dischargeMw discharging power, 0 or more MW
 * @param efficiency efficiency, 0 to 1, or null
 */
public record StorageScheduleRow(
    @NotNull(message = "timePeriod is required") Instant timePeriod,
    @Min(value = 1, message = "timeBlock must be between 1 and 96")
        @Max(value = 96, message = "timeBlock must be between 1 and 96")
        int timeBlock,
    @Size(min = 1, max = 100, message = "region must have 1 to 100 characters")
        @Nullable String region,
    @Size(min = 1, max = 100, message = "state must have 1 to 100 characters")
        @Nullable String state,
    @NotNull(message = "plantName is required")
        @Size(min = 1, max = 200, message = "plantName must have 1 to 200 characters")
        String plantName,
    @NotNull(message = "stateOfChargePercent is required")
        @DecimalMin(value = "0", message = "stateOfChargePercent must be at least 0")
        @DecimalMax(value = "100", message = "stateOfChargePercent must be at most 100")
        BigDecimal stateOfChargePercent,
    @NotNull(message = "chargeMw is required")
        @DecimalMin(value = "0", message = "chargeMw must be at least 0")
        BigDecimal chargeMw,
    @NotNull(message = "dischargeMw is required")
        @DecimalMin(value = "0", message = "dischargeMw must be at least 0")
        BigDecimal dischargeMw,
    @DecimalMin(value = "0", message = "efficiency must be at least 0")
        @DecimalMax(value = "1", message = "efficiency must be at most 1")
        @Nullable BigDecimal efficiency) {

  static Dataset<StorageScheduleRow> dataset() {
    return Dataset.of(
        "storage-schedule",
        "storage_schedule",
        ImportNews.DATA,
        StorageScheduleRow.class,
        Column.instant("timePeriod", "TimePeriod"),
        Column.of(ColumnType.BLOCK, "timeBlock", "TimeBlock", "BlockNumber"),
        Column.text("region", "Region"),
        Column.text("state", "State"),
        Column.text("plantName", "PlantName"),
        Column.decimal(
            "stateOfChargePercent",
            "StateOfChargePercent",
            "StateOfCharge",
            "SOC",
            "State of Charge (%)",
            "SOC (%)"),
        Column.decimal("chargeMw", "ChargeMW", "Charge"),
        Column.decimal("dischargeMw", "DischargeMW", "Discharge"),
        Column.decimal("efficiency", "Efficiency"));
  }
}
