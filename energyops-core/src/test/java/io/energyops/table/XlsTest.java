package io.energyops.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsTest {

  @TempDir Path dir;

  private Path write(HSSFWorkbook book) throws IOException {
    Path file = dir.resolve("old.xls");
    try (book;
        OutputStream out = Files.newOutputStream(file)) {
      book.write(out);
    }
    return file;
  }

  private static CellStyle style(HSSFWorkbook book, String format) {
    CellStyle style = book.createCellStyle();
    style.setDataFormat(book.createDataFormat().getFormat(format));
    return style;
  }

  @Test
  void an_old_workbook_gives_the_same_typed_cells() throws IOException {
    HSSFWorkbook book = new HSSFWorkbook();
    book.createSheet("Input").createRow(0).createCell(0).setCellValue("hidden");
    book.setSheetVisibility(0, SheetVisibility.VERY_HIDDEN);
    HSSFSheet sheet = book.createSheet("Prices");
    book.setActiveSheet(1);
    sheet.createRow(0).createCell(0).setCellValue("Price");
    HSSFRow row = sheet.createRow(4);
    row.createCell(1).setCellValue(3100.5);
    row.createCell(2).setCellValue(Double.parseDouble("4762.1400000000003"));
    row.createCell(3).setCellValue(true);
    row.createCell(4).setCellErrorValue(FormulaError.REF);
    row.createCell(5).setCellValue(LocalDateTime.of(2025, 9, 29, 15, 0));
    row.getCell(5).setCellStyle(style(book, "yyyy-mm-dd hh:mm"));
    row.createCell(6).setCellValue(1.0);
    row.getCell(6).setCellStyle(style(book, "hh:mm"));
    row.createCell(7).setCellFormula("B5*2");
    row.createCell(8).setCellFormula("\"a\"&\"b\"");
    row.createCell(9).setCellFormula("1/0");
    row.createCell(10).setCellValue(7);
    book.getCreationHelper().createFormulaEvaluator().evaluateAll();
    Path file = write(book);

    List<Row> rows = Tables.rows(file);
    assertEquals(FileKind.XLS, FileKind.detect(file));
    assertEquals(List.of(1, 5), rows.stream().map(Row::number).toList());
    assertEquals(
        List.of(
            "",
            "3100.5",
            "4762.14",
            "TRUE",
            "#REF!",
            "2025-09-29 15:00:00",
            "24:00:00",
            "6201",
            "ab",
            "#DIV/0!",
            "7"),
        Tables.display(rows.get(1)));
    assertEquals(
        "hidden",
        Tables.rows(file, TableLimits.defaults(), SheetSelection.byName("Input"))
            .get(0)
            .cell(0)
            .display());
  }

  @Test
  void an_encrypted_one_is_named_so() throws IOException {
    HSSFWorkbook book = new HSSFWorkbook();
    book.createSheet("S").createRow(0).createCell(0).setCellValue(1);
    Path file;
    Biff8EncryptionKey.setCurrentUserPassword("secret");
    try {
      file = write(book);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
    TableUnreadableException e =
        assertThrows(TableUnreadableException.class, () -> Tables.rows(file));
    assertTrue(e.getMessage().contains("encrypted"), e.getMessage());
  }

  @Test
  void one_that_is_cut_off_is_refused() throws IOException {
    HSSFWorkbook book = new HSSFWorkbook();
    HSSFSheet sheet = book.createSheet("S");
    for (int i = 0; i < 2000; i++) {
      sheet.createRow(i).createCell(0).setCellValue("row " + i);
    }
    byte[] bytes = Files.readAllBytes(write(book));
    Path cut = Files.write(dir.resolve("cut.xls"), java.util.Arrays.copyOf(bytes, 20_000));
    assertThrows(TableUnreadableException.class, () -> Tables.rows(cut));
  }
}
