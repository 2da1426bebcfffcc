package io.energyops.upload;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time block of one plant in the result of an optimisation model. A time is an instant, numbers
 * are exact to six decimal places.
 *
 * @param technologyType kind of generation
 * @param region grid region
 * @param state state
 * @param contractType kind of contract, or null
 * @param plantName name of the plant
 * @param contractName contract, or null; {@code NA} in the file is none
 * @param timePeriod when the time block begins
 * @param timeBlock number of the block in the model's day, 1 to 96; the day may begin at any hour
 * @param damPrice day-ahead clearing price, rupees per MWh, or null; zero and negative prices are
 *     data
 * @param gdamPrice green day-ahead clearing price, rupees per MWh, or null; zero and negative
 *     prices are data
 * @param rtmPrice real-time clearing price, rupees per MWh, or null; zero and negative prices are
 *     data
 * @param scheduledMw scheduled power, negative when charging, MW, or null
 * @param modelResultsMw power that the model chose, negative when it buys or charges, MW, or null
 * @param modelId text that names the run of the model; no key of the engine
 * @param modelTriggerTime when the model was started
 * @param optimizationStatus success, failed or pending; success where the file has no such column
 * @param solverTimeMs time of the solver in milliseconds, or null
 * @param objectiveValue value of the objective, or null
 */
public record OptimizationResultRow(
    @NotNull(message = "technologyType is required")
        @Size(min = 1, max = 100, message = "technologyType must have 1 to 100 characters")
        String technologyType,
    @NotNull(message = "region is required")
        @Size(min = 1, max = 100, message = "region must have 1 to 100 characters")
        String region,
    @NotNull(message = "state is required")
        @Size(min = 1, max = 100, message = "state must have 1 to 100 characters")
        String state,
    @Size(min = 1, max = 100, message = "contractType must have 1 to 100 characters")
        @Nullable String contractType,
    @NotNull(message = "plantName is required")
        @Size(min = 1, max = 200, message = "plantName must have 1 to 200 characters")
        String plantName,
    @Size(min = 1, max = 200, message = "contractName must have 1 to 200 characters")
        @Nullable String contractName,
    @NotNull(message = "timePeriod is required") Instant timePeriod,
    @Min(value = 1, message = "timeBlock must be between 1 and 96")
        @Max(value = 96, message = "timeBlock must be between 1 and 96")
        int timeBlock,
    @Nullable BigDecimal damPrice,
    @Nullable BigDecimal gdamPrice,
    @Nullable BigDecimal rtmPrice,
    @Nullable BigDecimal scheduledMw,
    @Nullable BigDecimal modelResultsMw,
    @NotNull(message = "modelId is required")
        @Size(min = 1, max = 200, message = "modelId must have 1 to 200 characters")
        String modelId,
    @NotNull(message = "modelTriggerTime is required") Instant modelTriggerTime,
    @NotNull(message = "optimizationStatus is required")
        @Pattern(
            regexp = "success|failed|pending",
            message = "optimizationStatus must be success, failed or pending")
        String optimizationStatus,
    @PositiveOrZero(message = "solverTimeMs must be at least 0") @Nullable Long solverTimeMs,
    @Nullable Double objectiveValue) {

  static Dataset<OptimizationResultRow> dataset() {
    return Dataset.of(
        "optimization-result",
        "optimization_result",
        ImportNews.DATA,
        OptimizationResultRow.class,
        Column.text("technologyType", "TechnologyType"),
        Column.text("region", "Region"),
        Column.text("state", "State"),
        Column.of(ColumnType.TEXT_OR_NA, "contractType", "ContractType"),
        Column.text("plantName", "PlantName"),
        Column.of(ColumnType.TEXT_OR_NA, "contractName", "ContractName"),
        Column.instant("timePeriod", "TimePeriod"),
        Column.of(ColumnType.BLOCK, "timeBlock", "TimeBlock", "BlockNumber"),
        Column.decimal("damPrice", "DAMPrice"),
        Column.decimal("gdamPrice", "GDAMPrice"),
        Column.decimal("rtmPrice", "RTMPrice"),
        Column.decimal("scheduledMw", "ScheduledMW", "ScheduleMW"),
        Column.decimal("modelResultsMw", "ModelResultsMW", "ModelResultMW"),
        Column.text("modelId", "ModelID"),
        Column.instant("modelTriggerTime", "ModelTriggerTime"),
        Column.of(ColumnType.LOWER_CASE, "optimizationStatus", "OptimizationStatus")
            .withFallback("success"),
        Column.of(ColumnType.WHOLE, "solverTimeMs", "SolverTimeMs"),
        Column.of(ColumnType.REAL, "objectiveValue", "ObjectiveValue"));
  }
}
