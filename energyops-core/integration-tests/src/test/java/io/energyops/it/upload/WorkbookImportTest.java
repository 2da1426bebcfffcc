package io.energyops.it.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.it.DatabaseKind;
import io.energyops.table.SheetInfo;
import io.energyops.table.SheetNotFoundException;
import io.energyops.table.SheetSelection;
import io.energyops.table.TableLimitException;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.UploadSource;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class WorkbookImportTest extends ImportTestBase {

  private static final ImportRequest SNAPSHOT = ImportRequest.of(Dataset.MARKET_SNAPSHOT);

  @TempDir Path folder;

  @Test
  void the_first_visible_sheet_is_read_below_its_titles_and_units() throws IOException {
    ImportReport report =
        load(
            workbook(
                book -> {
                  texts(book.createSheet("Input"), 0, "hidden");
                  Sheet sheet = book.createSheet("Prices");
                  book.setActiveSheet(1);
                  book.setSheetHidden(0, true);
                  texts(sheet, 0, "Prices of the day");
                  texts(sheet, 2, "TimePeriod", "Timeblock", "DAM\nPrice", "ScheduleMW");
                  texts(sheet, 3, "", "", "(Rs/MWh)", "(MW)");
                  for (int block = 1; block <= 96; block++) {
                    block(sheet, 3 + block, block).createCell(2).setCellValue(3100.5);
                  }
                  texts(sheet, 120, "Total");
                }),
            SNAPSHOT);
    assertEquals(96, report.recordCount());
    assertEquals(96, count("market_snapshot_data where dam_price is not null"));
    assertEquals("Prices", report.selectedSheet().name());
    assertEquals(
        List.of(false, true), report.availableSheets().stream().map(SheetInfo::visible).toList());
    assertEquals(1, report.refusedCount());
    assertTrue(report.errors().get(0).startsWith("Row 121: timePeriod must be"));
  }

  @Test
  void blank_cells_shift_nothing_and_rows_keep_the_numbers_of_the_sheet() throws IOException {
    ImportReport report =
        load(
            workbook(
                book -> {
                  Sheet sheet = book.createSheet("Data");
                  texts(sheet, 0, "Timeblock", "DAMprice", "ScheduleMW", "TimePeriod");
                  Row row = sheet.createRow(7);
                  row.createCell(1).setCellValue(3100.5);
                  row.createCell(2).setCellValue(200);
                  row.createCell(3).setCellValue("2025-10-08");
                }),
            SNAPSHOT);
    assertEquals(List.of("Row 8: timeblock is required"), report.errors());
  }

  @Test
  void formulas_are_taken_by_their_saved_value_and_never_as_zero() throws IOException {
    Path file =
        workbook(
            book -> {
              Sheet sheet = book.createSheet("Data");
              texts(sheet, 0, "TimePeriod", "Timeblock", "DAMprice");
              Cell saved = block(sheet, 1, 1).createCell(2);
              saved.setCellFormula("5*2");
              saved.setCellValue(10);
              block(sheet, 2, 2).createCell(2).setCellFormula("7*3");
              block(sheet, 3, 3).createCell(2).setCellErrorValue(FormulaError.REF.getCode());
            });
    ImportReport report =
        load(rewritten(file, xml -> xml.replace("<f>7*3</f><v>0.0</v>", "<f>7*3</f>")), SNAPSHOT);
    assertEquals(1, report.recordCount());
    BigDecimal price =
        database()
            .read(
                tx ->
                    tx.query("select dam_price from #market_snapshot_data")
                        .mapTo(BigDecimal.class)
                        .one());
    assertEquals(new BigDecimal("10.000000"), price);
    assertEquals(2, report.errors().size());
    assertTrue(report.errors().get(0).startsWith("Row 3: damPrice is a formula that was not"));
    assertEquals("Row 4: damPrice is the error value #REF!", report.errors().get(1));
  }

  @Test
  void a_wrong_dimension_hides_no_row() throws IOException {
    Path lying =
        rewritten(
            workbook(book -> days(book, 50)),
            xml -> xml.replaceFirst("<dimension ref=\"[^\"]*\"/>", "<dimension ref=\"A1\"/>"));
    assertEquals(50, load(lying, SNAPSHOT).recordCount());
  }

  @Test
  void a_sheet_that_does_not_exist_is_an_error_unless_the_request_is_lenient() throws IOException {
    Path file = workbook(book -> days(book, 2));
    SheetSelection nowhere = SheetSelection.byName("Nowhere");
    SheetNotFoundException thrown =
        assertThrows(SheetNotFoundException.class, () -> load(file, SNAPSHOT.withSheet(nowhere)));
    assertTrue(String.valueOf(thrown.getMessage()).contains("'Data'"));
    assertNothingLeft();
    assertEquals("Data", load(file, SNAPSHOT.withSheet(nowhere.lenient())).selectedSheet().name());
  }

  @Test
  void a_sheet_that_unpacks_without_end_is_stopped_and_leaves_nothing() throws IOException {
    String blanks = " ".repeat(32 << 20);
    Path bomb =
        rewritten(
            workbook(book -> days(book, 2)),
            xml -> xml.replace("</sheetData>", blanks + "</sheetData>"));
    assertTrue(Files.size(bomb) < 1 << 20);
    assertThrows(TableLimitException.class, () -> load(bomb, SNAPSHOT));
    assertNothingLeft();
  }

  private ImportReport load(Path file, ImportRequest request) {
    return imports.importFile(UploadSource.of(file), request);
  }

  private Path workbook(Consumer<XSSFWorkbook> filler) throws IOException {
    Path file = folder.resolve("day.xlsx");
    try (XSSFWorkbook book = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      filler.accept(book);
      book.write(out);
    }
    return file;
  }

  private static void days(XSSFWorkbook book, int rows) {
    Sheet sheet = book.createSheet("Data");
    texts(sheet, 0, "TimePeriod", "Timeblock");
    for (int row = 1; row <= rows; row++) {
      block(sheet, row, row);
    }
  }

  private static void texts(Sheet sheet, int rowIndex, String... texts) {
    Row row = sheet.createRow(rowIndex);
    for (int column = 0; column < texts.length; column++) {
      if (!texts[column].isEmpty()) {
        row.createCell(column).setCellValue(texts[column]);
      }
    }
  }

  private static Row block(Sheet sheet, int rowIndex, int block) {
    CellStyle style = sheet.getWorkbook().createCellStyle();
    style.setDataFormat(
        sheet.getWorkbook().getCreationHelper().createDataFormat().getFormat("yyyy-mm-dd hh:mm"));
    Row row = sheet.createRow(rowIndex);
    Cell time = row.createCell(0);
    time.setCellValue(LocalDateTime.of(2025, 10, 8, 0, 0).plusMinutes(15L * (block - 1)));
    time.setCellStyle(style);
    row.createCell(1).setCellValue(block);
    return row;
  }

  /** Changes the text of the first sheet inside a workbook. */
  private Path rewritten(Path file, UnaryOperator<String> change) throws IOException {
    Path changed = folder.resolve("changed.xlsx");
    try (ZipInputStream from = new ZipInputStream(Files.newInputStream(file));
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        byte[] content = from.readAllBytes();
        to.write(entry.getName().endsWith("sheet1.xml") ? changed(content, change) : content);
        to.closeEntry();
      }
    }
    return changed;
  }

  private static byte[] changed(byte[] content, UnaryOperator<String> change) {
    return change
        .apply(new String(content, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }
}
