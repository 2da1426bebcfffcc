package io.energyops.upload;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of generator scheduling. A time is an instant, numbers are exact to six decimal places.
 *
 * @param timePeriod when the time block begins
 * @param region grid region
 * @param state state
 * @param plantId id of the plant
 * @param plantName name of the plant
 * @param technologyType kind of generation
 * @param contractName contract, or null; {@code NA} in the file is none
 * @param scheduledMw scheduled power, 0 to 100000 MW
 * @param actualMw power that was given, 0 to 100000 MW, or null
 */
public record GeneratorSchedulingRow(
    @NotNull(message = "timePeriod is required") Instant timePeriod,
    @NotNull(message = "region is required")
        @Size(min = 1, max = 100, message = "region must have 1 to 100 characters")
        String region,
    @NotNull(message = "state is required")
        @Size(min = 1, max = 100, message = "state must have 1 to 100 characters")
        String state,
    @NotNull(message = "plantId is required")
        @Size(min = 1, max = 100, message = "plantId must have 1 to 100 characters")
        String plantId,
    @NotNull(message = "plantName is required")
        @Size(min = 1, max = 200, message = "plantName must have 1 to 200 characters")
        String plantName,
    @NotNull(message = "technologyType is required")
        @Size(min = 1, max = 100, message = "technologyType must have 1 to 100 characters")
        String technologyType,
    @Size(min = 1, max = 200, message = "contractName must have 1 to 200 characters")
        @Nullable String contractName,
    @NotNull(message = "scheduledMw is required")
        @DecimalMin(value = "0", message = "scheduledMw must be at least 0")
        @DecimalMax(value = "100000", message = "scheduledMw must be at most 100000")
        BigDecimal scheduledMw,
    @DecimalMin(value = "0", message = "actualMw must be at least 0")
        @DecimalMax(value = "100000", message = "actualMw must be at most 100000")
        @Nullable BigDecimal actualMw) {

  static Dataset<GeneratorSchedulingRow> dataset() {
    return Dataset.of(
        "generator-scheduling",
        "dmo_generator_scheduling",
        ImportNews.DMO,
        GeneratorSchedulingRow.class,
        Column.instant("timePeriod", "TimePeriod"),
        Column.text("region", "Region"),
        Column.text("state", "State"),
        Column.text("plantId", "PlantID"),
        Column.text("plantName", "PlantName"),
        Column.text("technologyType", "TechnologyType"),
        Column.of(ColumnType.TEXT_OR_NA, "contractName", "ContractName"),
        Column.decimal("scheduledMw", "ScheduledMW", "ScheduleMW"),
        Column.decimal("actualMw", "ActualMW"));
  }
}
