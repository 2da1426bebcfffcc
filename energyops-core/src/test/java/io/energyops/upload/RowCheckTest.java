package io.energyops.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.InvalidArgumentException;
import io.energyops.python.ScriptInspector;
import io.energyops.table.Cell;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowCheckTest {

  @TempDir Path folder;
  private UploadValidators validators;

  @BeforeEach
  void create() {
    validators = UploadValidators.create(ScriptInspector.builder().build(), folder);
  }

  @Test
  void a_good_row_becomes_a_record() {
    RowVerdict<GeneratorSchedulingRow> verdict = generator(Map.of());
    assertEquals(List.of(), verdict.errors());
    assertEquals(
        new GeneratorSchedulingRow(
            Instant.parse("2025-10-07T18:30:00Z"),
            "Northern",
            "Haryana",
            "PLT-978",
            "Coal Plant 6",
            "Coal",
            null,
            new BigDecimal("423.81"),
            new BigDecimal("444.04")),
        verdict.value());
  }

  @Test
  void every_fault_of_a_row_is_named_with_the_row_and_the_limit() {
    RowVerdict<GeneratorSchedulingRow> verdict =
        generator(
            Map.of(
                "Region", " \u00a0",
                "PlantName", "x".repeat(201),
                "ScheduledMW", "-1",
                "ActualMW", "100000.5"));
    assertEquals(
        List.of(
            "Row 17: region is required",
            "Row 17: plantName must have 1 to 200 characters",
            "Row 17: scheduledMw must be at least 0",
            "Row 17: actualMw must be at most 100000"),
        verdict.errors());
    assertThrows(InvalidArgumentException.class, verdict::value);
  }

  @ParameterizedTest
  @CsvSource({
    "ScheduledMW, 4000.5d, scheduledMw must be a number",
    "ScheduledMW, NaN, scheduledMw must be a number",
    "ScheduledMW, '1,2,3', scheduledMw must be a number",
    "ScheduledMW, '1.234,56', scheduledMw must be a number",
    "TimePeriod, 2025-02-30, timePeriod must be a date",
    "TimePeriod, '', timePeriod is required"
  })
  void a_value_that_cannot_be_read_is_one_fault(String header, String value, String fault) {
    RowVerdict<GeneratorSchedulingRow> verdict = generator(Map.of(header, value));
    assertEquals(1, verdict.errors().size(), verdict.toString());
    assertTrue(verdict.errors().get(0).startsWith("Row 17: " + fault), verdict.toString());
  }

  @Test
  void text_is_never_evaluated() {
    assertEquals("${7*7}{0}", generator(Map.of("PlantName", "${7*7}{0}")).value().plantName());
  }

  @Test
  void text_that_a_database_cannot_store_is_a_fault() {
    assertFalse(generator(Map.of("PlantName", "a\0b")).valid());
    assertFalse(generator(Map.of("PlantName", "a\uD800b")).valid());
  }

  @Test
  void headers_are_found_under_their_aliases_and_only_once() {
    Map<String, String> cells = new HashMap<>();
    cells.put("time_period", "2025-10-08 00:00:00");
    cells.put("\u00a0Time Block\n", "96");
    cells.put("DAM Price", "-12.5");
    cells.put("Model Results MW", "0");
    cells.put("Contract Name", "NA");
    MarketSnapshotRow row = validators.validateRow(Dataset.MARKET_SNAPSHOT, 2, cells).value();
    assertEquals(96, row.timeblock());
    assertEquals(new BigDecimal("-12.5"), row.damPrice());
    assertEquals(BigDecimal.ZERO, row.modelResultMw());
    assertEquals(null, row.contractName());

    cells.put("ModelresultMW", "1");
    assertEquals(
        List.of("Row 2: column ModelresultMW is there twice"),
        validators.validateRow(Dataset.MARKET_SNAPSHOT, 2, cells).errors());
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, false",
    "1, false, true",
    "96, false, true",
    "97, false, false",
    "48, true, true",
    "49, true, false",
    "1.5, false, false",
    "2.0, false, true"
  })
  void a_time_block_is_one_of_the_day(String block, boolean halfHours, boolean valid) {
    RowCheck check =
        new RowCheck(
            Dataset.MARKET_SNAPSHOT,
            new RowSettings(RowSettings.DEFAULT_ZONE, halfHours, null),
            new Constraints());
    List<Cell> cells = List.of(new Cell.Text("2025-10-08"), new Cell.Text(block));
    RowCheck.Checked checked =
        check.check(index -> index < 2 ? cells.get(index) : Cell.Blank.INSTANCE);
    assertEquals(valid, checked.faults().isEmpty(), checked.faults().toString());
  }

  @Test
  void cells_that_cannot_be_trusted_are_faults_and_never_zero() {
    RowCheck check =
        new RowCheck(Dataset.MARKET_SNAPSHOT, RowSettings.defaults(), new Constraints());
    List<Cell> cells =
        List.of(
            new Cell.Text("2025-10-08"),
            new Cell.Number(BigDecimal.ONE),
            new Cell.NotCalculated(),
            new Cell.Error("#REF!"),
            new Cell.Malformed("1e", "is no number"),
            new Cell.Bool(true));
    List<String> faults =
        check.check(index -> index < 6 ? cells.get(index) : Cell.Blank.INSTANCE).faults();
    assertEquals(4, faults.size(), faults.toString());
    assertTrue(faults.get(0).startsWith("damPrice is a formula that was not calculated"));
    assertEquals("rtmPrice is the error value #REF!", faults.get(1));
    assertEquals("gdamPrice is '1e', which is no number", faults.get(2));
    assertTrue(faults.get(3).startsWith("scheduledMw must be a number"));
  }

  @Test
  void storage_rows_keep_their_limits() {
    Map<String, String> cells = new HashMap<>();
    cells.put("TimePeriod", "2025-10-08");
    cells.put("TimeBlock", "1");
    cells.put("PlantName", "bess_unit_1");
    cells.put("SOC (%)", "100.1");
    cells.put("ChargeMW", "-0.1");
    cells.put("DischargeMW", "0");
    cells.put("Efficiency", "1.01");
    assertEquals(
        List.of(
            "Row 3: stateOfChargePercent must be at most 100",
            "Row 3: chargeMw must be at least 0",
            "Row 3: efficiency must be at most 1"),
        validators.validateRow(Dataset.STORAGE_SCHEDULE, 3, cells).errors());
  }

  @Test
  void a_result_without_a_status_succeeded() {
    Map<String, String> cells = new HashMap<>();
    List.of("TechnologyType", "Region", "State", "PlantName", "ModelID")
        .forEach(header -> cells.put(header, "x"));
    cells.put("TimePeriod", "2025-10-08");
    cells.put("ModelTriggerTime", "2025-10-07 14:45:00");
    cells.put("TimeBlock", "1");
    assertEquals(
        "success",
        validators.validateRow(Dataset.OPTIMIZATION_RESULT, 2, cells).value().optimizationStatus());
    cells.put("Optimization Status", "SUCCESS");
    assertTrue(validators.validateRow(Dataset.OPTIMIZATION_RESULT, 2, cells).valid());
    cells.put("Optimization Status", "done");
    assertFalse(validators.validateRow(Dataset.OPTIMIZATION_RESULT, 2, cells).valid());
  }

  private RowVerdict<GeneratorSchedulingRow> generator(Map<String, String> changed) {
    Map<String, String> cells = new HashMap<>();
    cells.put("TimePeriod", "2025-10-08 00:00:00");
    cells.put("Region", "Northern");
    cells.put("State", "Haryana");
    cells.put("PlantID", "PLT-978");
    cells.put("PlantName", "Coal Plant 6");
    cells.put("TechnologyType", "Coal");
    cells.put("ScheduledMW", "423.81");
    cells.put("ActualMW", "444.04");
    cells.putAll(changed);
    return validators.validateRow(Dataset.GENERATOR_SCHEDULING, 17, cells);
  }
}
