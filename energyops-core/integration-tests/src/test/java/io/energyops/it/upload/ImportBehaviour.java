package io.energyops.it.upload;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.database.JsonText;
import io.energyops.error.NotFoundException;
import io.energyops.removal.DeleteReport;
import io.energyops.run.ImportId;
import io.energyops.storage.ByteRange;
import io.energyops.storage.StorageKey;
import io.energyops.upload.Dataset;
import io.energyops.upload.HeaderMismatchException;
import io.energyops.upload.ImportInfo;
import io.energyops.upload.ImportProgress;
import io.energyops.upload.ImportQuery;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.ImportStatus;
import io.energyops.upload.RefusedRows;
import io.energyops.upload.UploadRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What imports do, wherever their files lie. */
abstract class ImportBehaviour extends ImportTestBase {

  @TempDir Path folder;

  @Test
  void rows_become_visible_with_the_file_the_user_the_activity_and_the_event() throws IOException {
    ImportReport report = importCsv(snapshot(3));

    assertEquals(3, report.recordCount());
    assertEquals(0, report.refusedCount());
    assertEquals(List.of(), report.errors());
    assertEquals(ImportStatus.VISIBLE, report.status());
    assertEquals("day.csv", report.selectedSheet().name());
    assertEquals(List.of(report.selectedSheet()), report.availableSheets());
    assertEquals(3, count("market_snapshot_data"));
    assertEquals(
        new BigDecimal("2.500000"),
        database()
            .read(
                tx ->
                    tx.query("select dam_price from #market_snapshot_data where timeblock = 3")
                        .mapTo(BigDecimal.class)
                        .one()));
    assertEquals(USER, text("select uploaded_by from #uploaded_file"));
    assertEquals("completed", text("select status from #uploaded_file"));
    assertEquals("csv", text("select file_type from #uploaded_file"));
    assertEquals(USER, text("select user_id from #activity"));
    assertEquals("success", text("select status from #activity"));
    String key = text("select file_path from #uploaded_file");
    try (InputStream stored = storage.open(StorageKey.of(key), ByteRange.all())) {
      assertEquals(snapshot(3), new String(stored.readAllBytes(), StandardCharsets.UTF_8));
    }

    ImportInfo info = imports.find(report.importId()).orElseThrow();
    assertEquals(ImportStatus.VISIBLE, info.status());
    assertEquals(3, info.recordCount());
    assertEquals("day.csv", info.fileName().orElseThrow());
    assertEquals(List.of("day.csv"), info.availableSheets());
    assertEquals(NOW, info.visibleAt().orElseThrow());
    assertEquals(USER, info.createdBy());

    assertEquals("market-snapshot:updated", text("select type from #outbox"));
    assertEquals("dashboard", text("select topic from #outbox"));
    assertEquals(report.importId().value(), payload().get("importId"));
  }

  @Test
  void a_module_of_the_operation_is_announced_by_its_own_event() {
    ImportReport report =
        importCsv(
            """
            TimePeriod,Region,State,PlantID,PlantName,TechnologyType,ScheduledMW
            2025-10-08 00:00:00,Northern,Haryana,P1,Plant 1,Coal,12.25
            2025-10-08 24:00,Northern,Haryana,P1,Plant 1,Coal,0
            """,
            ImportRequest.of(Dataset.GENERATOR_SCHEDULING));
    assertEquals(2, report.recordCount());
    assertEquals("dmo:data-uploaded", text("select type from #outbox"));
    assertEquals(
        Map.of(
            "module", "generator-scheduling",
            "recordCount", new BigDecimal(2),
            "timestamp", "2025-10-08T06:00:00.000Z"),
        payload());
    assertEquals(
        Instant.parse("2025-10-08T18:30:00Z"),
        database()
            .read(
                tx ->
                    tx.query("select max(time_period) from #dmo_generator_scheduling")
                        .mapTo(Instant.class)
                        .one()));
  }

  @Test
  void every_dataset_is_stored_in_its_table() {
    importCsv(
        """
        TimePeriod,Region,State,ContractName,BuyerEntity,SellerEntity,ContractedMW,ContractType
        2025-10-08,N,H,C1,B,S,100000,NA
        """,
        ImportRequest.of(Dataset.CONTRACT_SCHEDULING));
    importCsv(
        """
        TimePeriod,PlantID,PlantName,MarketType,BidPrice,BidVolume,Clearing Price (Rs/MWh)
        2025-10-08,P,Plant,DAM,-5,12.000001,3100.5
        """,
        ImportRequest.of(Dataset.MARKET_BIDDING));
    importCsv(
        """
        TechnologyType,Region,State,PlantName,ContractName,TimePeriod,TimeBlock,ModelID,\
        ModelTriggerTime,Solver Time ms,Objective Value
        BESS,N,U,b1,NA,2025-10-08,96,RMO_1,2025-10-07 14:45,120,1.5E+03
        """,
        ImportRequest.of(Dataset.OPTIMIZATION_RESULT));
    importCsv(
        """
        TimePeriod,TimeBlock,PlantName,SOC,ChargeMW,DischargeMW,Efficiency
        2025-10-08,1,b1,100,0,12,0.9
        """,
        ImportRequest.of(Dataset.STORAGE_SCHEDULE));
    assertEquals(1, count("dmo_contract_scheduling where contract_type is null"));
    assertEquals(1, count("dmo_market_bidding"));
    assertEquals(
        1,
        count(
            "optimization_result where contract_name is null and optimization_status = 'success'"
                + " and solver_time_ms = 120 and objective_value = 1500"));
    assertEquals(1, count("storage_schedule"));
    assertEquals(2, count("outbox where type = 'dmo:data-uploaded'"));
    assertEquals(2, count("outbox where type = 'data:uploaded'"));
  }

  @Nested
  class Refused_rows {

    private static final String MIXED =
        SNAPSHOT_HEADER
            + "2025-10-08,1,3.5,1\n"
            + "2025-10-08,97,\"1,2,3\",1\n"
            + "\n"
            + ",,,\n"
            + "Total,,7,\n"
            + "2025-10-08,2,3.5,1\n";

    @Test
    void are_reported_with_their_own_row_numbers_and_the_good_ones_are_kept() throws IOException {
      ImportReport report = importCsv(MIXED);
      assertEquals(2, report.recordCount());
      assertEquals(2, report.refusedCount());
      assertEquals(
          List.of(
              "Row 3: timeblock must be between 1 and 96",
              "Row 3: damPrice must be a number such as 1234.5, but is '1,2,3'; write it with a"
                  + " decimal point and without commas",
              "Row 6: timePeriod must be a date and time such as 2025-10-08 00:15:00, but is"
                  + " 'Total'",
              "Row 6: timeblock is required"),
          report.errors());
      assertFalse(report.errorsTruncated());
      report.writeErrors(folder.resolve("errors.csv"));
      List<String> lines = Files.readAllLines(folder.resolve("errors.csv"));
      assertEquals("Row,Error", lines.get(0));
      assertEquals("3,timeblock must be between 1 and 96", lines.get(1));
      assertTrue(lines.get(2).startsWith("3,\"damPrice must be a number"), lines.get(2));
      assertEquals(5, lines.size());
    }

    @Test
    void keep_everything_out_when_the_request_says_so() {
      ImportReport report =
          importCsv(
              snapshot(700) + "x,1,1,1\n",
              ImportRequest.of(Dataset.MARKET_SNAPSHOT)
                  .withRefusedRows(RefusedRows.ALL_OR_NOTHING));
      assertEquals(0, report.recordCount());
      assertEquals(1, report.refusedCount());
      assertEquals(ImportStatus.FAILED, report.status());
      assertTrue(report.message().contains("1 of 701 rows"), report.message());
      assertEquals(0, count("market_snapshot_data"));
      assertEquals(0, count("outbox"));
      assertEquals("error", text("select status from #uploaded_file"));
      assertEquals(ImportStatus.FAILED, imports.find(report.importId()).orElseThrow().status());
    }

    @Test
    void are_bounded_in_memory_and_complete_on_disk() throws IOException {
      String bad = "x,0,1,1\n";
      ImportReport report =
          importCsv(
              SNAPSHOT_HEADER + bad.repeat(30) + "2025-10-08,1,1,1\n",
              ImportRequest.of(Dataset.MARKET_SNAPSHOT).withMaxErrors(25));
      assertEquals(25, report.errors().size());
      assertTrue(report.errorsTruncated());
      assertEquals(1, report.recordCount());
      report.writeErrors(folder.resolve("errors.csv"));
      assertEquals(61, Files.readAllLines(folder.resolve("errors.csv")).size());
      assertEquals(2, storage.files());

      DeleteReport deleted = imports.delete(report.importId());
      assertEquals(2, deleted.filesRemoved());
      assertEquals(0, storage.files());
    }

    @Test
    void only_leave_a_failed_import_that_can_be_deleted() {
      ImportReport report = importCsv(SNAPSHOT_HEADER + "x,0,1,1\n".repeat(2));
      assertEquals(0, report.recordCount());
      assertEquals(2, report.refusedCount());
      assertEquals(4, report.errors().size());
      assertEquals("failed", text("select status from #activity"));
      assertEquals(0, count("outbox"));
      imports.delete(report.importId());
      assertNothingLeft();
    }
  }

  @Test
  void a_header_alone_imports_nothing_and_says_so() {
    ImportReport report = importCsv(SNAPSHOT_HEADER);
    assertEquals(0, report.recordCount());
    assertEquals(
        List.of("Nothing was imported: sheet 'day.csv' has a header and no rows below it"),
        report.errors());
    assertEquals(0, count("outbox"));
  }

  @Test
  void a_file_that_is_not_accepted_leaves_nothing() {
    assertThrows(
        UploadRefusedException.class,
        () -> imports.importFile(source("day.pdf", "x"), snapshotRequest()));
    assertThrows(HeaderMismatchException.class, () -> importCsv("a,b\n1,2\n", snapshotRequest()));
    assertThrows(
        UploadRefusedException.class,
        () -> imports.importFile(source("day.xlsx", "a,b\n"), snapshotRequest()));
    assertNothingLeft();
    assertEquals(0, count("activity"));
  }

  @Test
  void a_file_that_breaks_in_the_middle_leaves_nothing() {
    String csv = snapshot(1200) + "2025-10-08,1,\"never closed,1\n2025-10-08,2,1,1\n";
    assertThrows(io.energyops.table.TableUnreadableException.class, () -> importCsv(csv));
    assertNothingLeft();
  }

  @Test
  void times_are_those_of_the_zone_and_the_delivery_date_of_the_request() throws IOException {
    ImportReport report =
        importCsv(
            SNAPSHOT_HEADER + "00:15,1,1,1\n",
            snapshotRequest()
                .withZone(ZoneId.of("Europe/Berlin"))
                .withDeliveryDate(LocalDate.of(2025, 7, 1)));
    assertEquals(
        Instant.parse("2025-06-30T22:15:00Z"),
        database()
            .read(
                tx ->
                    tx.query("select time_period from #market_snapshot_data")
                        .mapTo(Instant.class)
                        .one()));
    assertTrue(csv(report.importId()).contains("2025-07-01 00:15:00"), csv(report.importId()));
  }

  @Test
  void half_hour_blocks_end_at_48() {
    ImportReport report =
        importCsv(
            SNAPSHOT_HEADER + "2025-10-08,48,1,1\n2025-10-08,49,1,1\n",
            snapshotRequest().withHalfHourBlocks());
    assertEquals(1, report.recordCount());
    assertEquals(
        List.of("Row 3: timeblock must be between 1 and 48, since the import has half-hour blocks"),
        report.errors());
  }

  @Test
  void progress_is_told_until_the_listener_throws() {
    List<ImportProgress> told = new ArrayList<>();
    importCsv(snapshot(1100) + "x,1,1,1\n", snapshotRequest().withProgress(told::add));
    assertEquals(
        List.of(
            new ImportProgress(500, 500, 0, false),
            new ImportProgress(1000, 1000, 0, false),
            new ImportProgress(1101, 1100, 1, true)),
        told);

    List<ImportProgress> once = new ArrayList<>();
    ImportReport report =
        importCsv(
            snapshot(1100),
            snapshotRequest()
                .withProgress(
                    progress -> {
                      once.add(progress);
                      throw new IllegalStateException("listener");
                    }));
    assertEquals(1100, report.recordCount());
    assertEquals(1, once.size());
  }

  @Test
  void an_export_has_the_rows_in_the_order_of_the_file_and_local_times() throws IOException {
    String csv =
        "Timeblock,TimePeriod,Plant Name,DAMprice,SellBidMW\n"
            + "2,2025-10-08 00:15:00,\"Plant, \"\"A\"\"\",3.250,-0.000001\n"
            + "1,2025-10-08,,0.0,\n";
    ImportId id = importCsv(csv).importId();
    assertEquals(
        """
        TimePeriod,Timeblock,DAMprice,RTMprice,GDAMprice,ScheduleMW,ModelresultMW,PurchaseBidMW,\
        SellBidMW,State,PlantName,Region,ContractName
        2025-10-08 00:15:00,2,3.25,,,,,,-0.000001,,"Plant, ""A""\",,
        2025-10-08 00:00:00,1,0,,,,,,,,,,
        """,
        csv(id));
    assertThrows(NotFoundException.class, () -> csv(ImportId.of("no-such")));
  }

  @Test
  void twenty_thousand_rows_go_in_and_out_in_slices() throws IOException {
    importCsv(snapshot(50));
    ImportReport big = importCsv(snapshot(20_000));
    importCsv(snapshot(50));
    assertEquals(20_000, big.recordCount());
    List<String> lines = csv(big.importId()).lines().toList();
    assertEquals(20_001, lines.size());
    IntStream.of(0, 999, 1000, 12_345, 19_999)
        .forEach(
            row ->
                assertTrue(
                    lines.get(row + 1).contains("," + row + ".5,"), () -> lines.get(row + 1)));
    DeleteReport deleted = imports.delete(big.importId());
    assertEquals(20_000, deleted.rowsRemoved());
    assertEquals(100, count("market_snapshot_data"));
  }

  @Test
  void imports_run_beside_each_other() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<ImportReport>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tasks.add(() -> importCsv(snapshot(1300)));
      }
      for (Future<ImportReport> done : pool.invokeAll(tasks)) {
        ImportReport report = done.get();
        assertEquals(1300, report.recordCount());
        List<String> lines = csv(report.importId()).lines().toList();
        assertEquals(1301, lines.size());
        assertTrue(lines.get(1300).contains(",1299.5,"), lines.get(1300));
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(8 * 1300, count("market_snapshot_data"));
    assertEquals(8, count("outbox"));
  }

  @Test
  void lists_show_the_newest_first_in_pages() {
    List<ImportId> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(0, importCsv(snapshot(1)).importId());
    }
    var first = imports.list(ImportQuery.all().limit(2));
    assertEquals(ids.subList(0, 2), first.items().stream().map(ImportInfo::id).toList());
    var second = imports.list(ImportQuery.all().limit(2).after(first.nextKey()));
    assertEquals(ids.subList(2, 3), second.items().stream().map(ImportInfo::id).toList());
    assertTrue(second.next().isEmpty());
    assertEquals(List.of(), imports.list(ImportQuery.all().of(Dataset.STORAGE_SCHEDULE)).items());
  }

  @Nested
  class Deleting {

    @Test
    void takes_rows_file_and_record_away_and_writes_an_activity() {
      ImportReport kept = importCsv(snapshot(2));
      ImportReport report = importCsv(snapshot(4500));
      DeleteReport deleted = imports.delete(report.importId().value());
      assertEquals(4500, deleted.rowsRemoved());
      assertEquals(1, deleted.filesRemoved());
      assertEquals(0, deleted.filesPending());
      assertTrue(imports.find(report.importId()).isEmpty());
      assertTrue(imports.find(kept.importId()).isPresent());
      assertEquals(2, count("market_snapshot_data"));
      assertEquals(1, count("uploaded_file"));
      assertEquals(1, storage.files());
      assertEquals(
          "File \"day.csv\" and 4500 rows deleted",
          text("select description from #activity where action = 'deleted'"));
      assertThrows(NotFoundException.class, () -> imports.delete(report.importId()));
    }

    @Test
    void goes_through_while_storage_refuses_and_the_file_follows() {
      ImportReport report = importCsv(snapshot(1));
      storage.refusesDeletes = true;
      DeleteReport deleted = imports.delete(report.importId());
      assertEquals(0, deleted.filesRemoved());
      assertEquals(2, deleted.filesPending());
      assertEquals(0, count("import"));
      assertEquals(1, storage.files());

      storage.refusesDeletes = false;
      execute("update #file_removal set next_attempt_at = #now");
      assertEquals(1, removals.runDue().removed());
      assertEquals(0, storage.files());
    }

    @Test
    void twice_at_once_is_done_once() throws Exception {
      ImportId id = importCsv(snapshot(5000)).importId();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      try {
        Callable<Boolean> delete =
            () -> {
              try {
                imports.delete(id);
                return true;
              } catch (NotFoundException e) {
                return false;
              }
            };
        for (Future<Boolean> done : pool.invokeAll(List.of(delete, delete))) {
          assertDoesNotThrow(() -> done.get());
        }
      } finally {
        pool.shutdownNow();
      }
      assertEquals(0, count("market_snapshot_data"));
      assertEquals(1, count("activity where action = 'deleted'"));
      assertEquals(0, storage.files());
    }
  }

  private String csv(ImportId id) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    imports.writeCsv(id, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ImportRequest snapshotRequest() {
    return ImportRequest.of(Dataset.MARKET_SNAPSHOT);
  }

  private static Map<String, Object> payload() {
    return new JsonText(text("select payload from #outbox")).object();
  }
}
