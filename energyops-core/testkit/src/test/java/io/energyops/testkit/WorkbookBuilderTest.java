package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkbookBuilderTest {

  private static final LocalDate DAY = LocalDate.of(2025, 10, 8);

  /** What a spreadsheet library makes of the bytes. */
  private static XSSFWorkbook read(WorkbookBuilder builder) throws IOException {
    return new XSSFWorkbook(new ByteArrayInputStream(builder.xlsx()));
  }

  @Nested
  class Cells {

    @Test
    void every_kind_of_value_arrives_as_its_kind() throws IOException {
      WorkbookBuilder builder =
          WorkbookBuilder.create()
              .sheet(
                  "Kinds",
                  sheet ->
                      sheet
                          .blankRows(2)
                          .header("a", "b")
                          .row(
                              1,
                              new BigDecimal("4363.720"),
                              "text",
                              true,
                              DAY,
                              LocalDateTime.of(2025, 10, 8, 23, 45, 30),
                              LocalTime.of(6, 15),
                              new Formula("A4*2", 2.5),
                              new Formula("C4", "t"),
                              new Formula("1/0", null),
                              null,
                              1e-7));
      try (XSSFWorkbook book = read(builder)) {
        assertNull(book.getSheetAt(0).getRow(0));
        assertEquals("b", book.getSheetAt(0).getRow(2).getCell(1).getStringCellValue());
        Row row = book.getSheetAt(0).getRow(3);
        assertEquals(1.0, row.getCell(0).getNumericCellValue());
        assertEquals(4363.72, row.getCell(1).getNumericCellValue());
        assertEquals("text", row.getCell(2).getStringCellValue());
        assertTrue(row.getCell(3).getBooleanCellValue());
        for (int column = 4; column <= 6; column++) {
          assertTrue(DateUtil.isCellDateFormatted(row.getCell(column)), "column " + column);
        }
        assertEquals(DAY.atStartOfDay(), row.getCell(4).getLocalDateTimeCellValue());
        assertEquals(
            LocalDateTime.of(2025, 10, 8, 23, 45, 30), row.getCell(5).getLocalDateTimeCellValue());
        assertEquals(0.2604166666666667, row.getCell(6).getNumericCellValue());
        assertEquals("A4*2", row.getCell(7).getCellFormula());
        assertEquals(2.5, row.getCell(7).getNumericCellValue());
        assertEquals("t", row.getCell(8).getStringCellValue());
        assertEquals(CellType.FORMULA, row.getCell(9).getCellType());
        assertNull(row.getCell(10));
        assertEquals(1e-7, row.getCell(11).getNumericCellValue());
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          " <b> & \"quoted\" ",
          "two\nlines\tand a tab",
          "_x0041_ is no A",
          "bell \u0007",
          "\u20b9 4 363,72 \ud83d\ude00"
        })
    void any_text_comes_back_as_it_was(String text) throws IOException {
      try (XSSFWorkbook book =
          read(WorkbookBuilder.create().sheet("T", sheet -> sheet.row(text, "end")))) {
        assertEquals(text, book.getSheetAt(0).getRow(0).getCell(0).getStringCellValue());
      }
    }

    @Test
    void columns_behind_z_have_two_letters() throws IOException {
      Object[] wide = new Object[703];
      Arrays.setAll(wide, column -> column);
      try (XSSFWorkbook book =
          read(WorkbookBuilder.create().sheet("W", sheet -> sheet.row(wide)))) {
        Row row = book.getSheetAt(0).getRow(0);
        assertEquals(703, row.getLastCellNum());
        assertEquals("AA1", row.getCell(26).getAddress().formatAsString());
        assertEquals("AAA1", row.getCell(702).getAddress().formatAsString());
        assertEquals(702.0, row.getCell(702).getNumericCellValue());
      }
    }

    @Test
    void what_has_no_form_in_a_workbook_is_refused() {
      for (Object wrong : List.of(Double.NaN, new Object(), new Formula("A1", DAY))) {
        assertThrows(
            IllegalArgumentException.class,
            () -> WorkbookBuilder.create().sheet("x", sheet -> sheet.row(wrong)));
      }
      assertThrows(
          IllegalArgumentException.class,
          () ->
              WorkbookBuilder.create()
                  .sheet("x", sheet -> sheet.row(LocalDate.of(1900, 1, 1)))
                  .xlsx());
    }
  }

  @Nested
  class Sheets {

    private final WorkbookBuilder builder =
        WorkbookBuilder.create()
            .veryHiddenSheet("_osi_config", sheet -> sheet.row("do not edit"))
            .hiddenSheet("notes & more", sheet -> sheet.row("hidden"))
            .sheet("Day", sheet -> sheet.header("a", "b,c").row("say \"hi\"", null).row(1, DAY));

    @Test
    void each_is_as_visible_as_it_was_asked_to_be() throws IOException {
      try (XSSFWorkbook book = read(builder)) {
        assertEquals(3, book.getNumberOfSheets());
        assertEquals(SheetVisibility.VERY_HIDDEN, book.getSheetVisibility(0));
        assertEquals(SheetVisibility.HIDDEN, book.getSheetVisibility(1));
        assertEquals("notes & more", book.getSheetName(1));
        assertEquals(SheetVisibility.VISIBLE, book.getSheetVisibility(2));
      }
    }

    @Test
    void csv_is_the_first_visible_one() {
      assertEquals("a,\"b,c\"\r\n\"say \"\"hi\"\"\",\r\n1,2025-10-08\r\n", builder.csv());
    }

    @Test
    void the_file_name_chooses_the_form(@TempDir Path folder) throws IOException {
      assertArrayEquals(
          builder.xlsx(), Files.readAllBytes(builder.write(folder.resolve("a.xlsx"))));
      assertEquals(builder.csv(), Files.readString(builder.write(folder.resolve("a.CSV"))));
      assertEquals(builder.csv().length(), builder.upload("a.csv").length());
    }

    @Test
    void one_must_be_visible() {
      WorkbookBuilder hidden = WorkbookBuilder.create().hiddenSheet("h", sheet -> sheet.row(1));
      assertThrows(IllegalStateException.class, hidden::xlsx);
      assertThrows(IllegalStateException.class, WorkbookBuilder.create()::csv);
    }
  }

  @Nested
  class Days {

    private static EnergyOpsFixture fixture;

    @BeforeAll
    static void open() {
      fixture = EnergyOpsFixture.open();
    }

    @AfterAll
    static void close() {
      fixture.close();
    }

    static Stream<Dataset<?>> datasets() {
      return Dataset.all().stream();
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void each_dataset_has_days_that_are_accepted_row_by_row(Dataset<?> dataset) {
      WorkbookBuilder day = WorkbookBuilder.day(dataset, DAY, 1);
      for (String name : List.of("day.xlsx", "day.csv")) {
        ImportReport report =
            fixture.ops().imports().importFile(day.upload(name), ImportRequest.of(dataset));

        assertEquals(List.of(), report.errors(), name);
        assertEquals(96, report.recordCount(), name);
      }
    }

    @Test
    void one_seed_gives_the_same_bytes_and_another_gives_others() {
      byte[] first = WorkbookBuilder.day(Dataset.MARKET_BIDDING, DAY, 7).xlsx();

      assertArrayEquals(first, WorkbookBuilder.day(Dataset.MARKET_BIDDING, DAY, 7).xlsx());
      assertFalse(Arrays.equals(first, WorkbookBuilder.day(Dataset.MARKET_BIDDING, DAY, 8).xlsx()));
      assertNotEquals(
          WorkbookBuilder.marketSnapshotDay(DAY).csv(),
          WorkbookBuilder.marketSnapshotDay(DAY.plusDays(1)).csv());
    }

    @Test
    void a_changed_cell_is_the_row_that_the_report_names() {
      WorkbookBuilder broken =
          WorkbookBuilder.day(
              Dataset.MARKET_SNAPSHOT,
              DAY,
              1,
              sheet -> sheet.cell(17, "Timeblock", 97).cell(20, "DAMprice", "n.a."));

      ImportReport report =
          fixture
              .ops()
              .imports()
              .importFile(broken.upload("d.xlsx"), ImportRequest.of(Dataset.MARKET_SNAPSHOT));

      assertEquals(94, report.recordCount());
      assertEquals(2, report.errors().size());
      assertTrue(report.errors().get(0).startsWith("Row 17: timeblock"));
      assertTrue(report.errors().get(1).startsWith("Row 20: damPrice"));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              WorkbookBuilder.day(
                  Dataset.MARKET_SNAPSHOT, DAY, 1, sheet -> sheet.cell(98, "DAMprice", 1)));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              WorkbookBuilder.day(
                  Dataset.MARKET_SNAPSHOT, DAY, 1, sheet -> sheet.cell(2, "Price", 1)));
    }
  }
}
