package io.energyops.it.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.energyops.it.DatabaseKind;
import io.energyops.table.SheetInfo;
import io.energyops.table.SheetSelection;
import io.energyops.upload.Dataset;
import io.energyops.upload.HeaderMismatchException;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.UploadRefusedException;
import io.energyops.upload.UploadSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Real files of users, which lie beside the project and not in it. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class UserWorkbooksTest extends ImportTestBase {

  private Path data;

  @BeforeEach
  void find() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/data"))) {
      folder = folder.getParent();
    }
    assumeTrue(folder != null, "no folder shared/data above this one");
    data = folder.resolve("shared/data");
  }

  @Test
  void a_market_snapshot_has_the_96_blocks_of_its_day() throws IOException {
    ImportReport report = load("sample_market_snapshot.xlsx", Dataset.MARKET_SNAPSHOT);
    assertImported(96, report);
    assertEquals("Market Data", report.selectedSheet().name());
    List<String> csv = csv(report);
    assertEquals(
        "2025-10-08 00:00:00,1,3.1,3.18,3.01,109.99,111.89,104.49,117.49,MH,Plant1,Western,PPA-001",
        csv.get(1));
    assertTrue(csv.get(96).startsWith("2025-10-08 23:45:00,96,2.98,"), csv.get(96));
  }

  @Test
  void a_generator_schedule_has_144_rows() {
    assertImported(144, load("sample_dmo_generator_scheduling.xlsx", Dataset.GENERATOR_SCHEDULING));
  }

  @Test
  void a_model_result_begins_at_15_00_without_contracts_and_float_noise() throws IOException {
    ImportReport report = load("RMO_sample.xlsx", Dataset.OPTIMIZATION_RESULT);
    assertImported(192, report);
    assertEquals(192, count("optimization_result where contract_name is null"));
    assertEquals(
        "Thermal,Western,Rajasthan,TOTAL GENERATION,thermal_unit_1,,2025-09-29 15:00:00,1,4933.03,"
            + "6494.35,4762.14,0,0,RMO_20250929_k30,2025-09-29 14:45:00,success,,",
        csv(report).get(1));
  }

  @Test
  void a_model_result_with_an_index_column_and_times_of_day_is_read_by_its_headers()
      throws IOException {
    ImportReport report = load("rmo_sample_mk.xlsx", Dataset.OPTIMIZATION_RESULT);
    assertImported(1344, report);
    assertEquals(
        List.of("all_generator_all_demand", "all_demand_met_unmet"),
        report.availableSheets().stream().map(SheetInfo::name).toList());
    assertTrue(count("optimization_result where contract_name = 'DAM'") > 0);
    assertTrue(
        csv(report)
            .get(1344)
            .startsWith(
                "BESS,Northern,Uttarakhand,Market Sell,bess_unit_1,DAM,"
                    + "2025-09-30 14:45:00,96,4771.52,6768.72,2505.07,-18.4,-18.4,"));
  }

  @Test
  void a_sheet_that_is_nearly_empty_is_one_clear_error() {
    HeaderMismatchException thrown =
        assertThrows(
            HeaderMismatchException.class,
            () ->
                imports.importFile(
                    UploadSource.of(data.resolve("rmo_sample_mk.xlsx")),
                    ImportRequest.of(Dataset.OPTIMIZATION_RESULT)
                        .withSheet(SheetSelection.byName("all_demand_met_unmet"))));
    assertTrue(String.valueOf(thrown.getMessage()).contains("all_demand_met_unmet"));
    assertNothingLeft();
  }

  @Test
  void rows_without_a_plant_are_all_reported_and_none_is_imported() {
    ImportReport report = load("generator-scheduling.csv", Dataset.GENERATOR_SCHEDULING);
    assertEquals(0, report.recordCount());
    assertEquals(192, report.refusedCount());
    assertEquals(192, report.errors().size());
    assertEquals("Row 2: plantId is required", report.errors().get(0));
    assertEquals("Row 193: plantId is required", report.errors().get(191));
    assertEquals(0, count("outbox"));
  }

  @Test
  void dates_without_a_time_are_midnight() throws IOException {
    ImportReport report = load("generator-scheduling-dates.csv", Dataset.GENERATOR_SCHEDULING);
    assertImported(100, report);
    assertTrue(csv(report).get(1).startsWith("2024-01-01 00:00:00,Southern,Gujarat,Plant-001,"));
  }

  @Test
  void a_header_alone_says_so() {
    ImportReport report = load("header-only.csv", Dataset.GENERATOR_SCHEDULING);
    assertEquals(0, report.recordCount());
    assertTrue(report.errors().get(0).contains("has a header and no rows"));
  }

  @Test
  void what_is_no_workbook_is_refused() {
    UploadRefusedException thrown =
        assertThrows(
            UploadRefusedException.class, () -> load("dummy.xlsx", Dataset.MARKET_SNAPSHOT));
    assertTrue(String.valueOf(thrown.getMessage()).startsWith("dummy.xlsx is "));
    assertNothingLeft();
  }

  private ImportReport load(String file, Dataset<?> dataset) {
    return imports.importFile(UploadSource.of(data.resolve(file)), ImportRequest.of(dataset));
  }

  private List<String> csv(ImportReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    imports.writeCsv(report.importId(), out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static void assertImported(long rows, ImportReport report) {
    assertEquals(List.of(), report.errors());
    assertEquals(rows, report.recordCount());
    assertEquals(0, report.refusedCount());
  }
}
