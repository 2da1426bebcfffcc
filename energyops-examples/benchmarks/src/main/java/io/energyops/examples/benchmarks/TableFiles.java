package io.energyops.examples.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** Writes the same rows as a workbook and as CSV, once; later runs find them. */
final class TableFiles {

  static final int ROWS = 200_000;

  private TableFiles() {}

  static Path workbook(Setting setting) throws IOException {
    int rows = setting.size().of(ROWS);
    return cached(setting.cache().resolve("market-" + rows + ".xlsx"), file -> xlsx(file, rows));
  }

  static Path csv(Setting setting) throws IOException {
    int rows = setting.size().of(ROWS);
    return cached(setting.cache().resolve("market-" + rows + ".csv"), file -> csv(file, rows));
  }

  private interface Content {
    void write(Path file) throws IOException;
  }

  private static Path cached(Path file, Content content) throws IOException {
    if (Files.notExists(file)) {
      Path half = Files.createTempFile(file.getParent(), "half", ".part");
      content.write(half);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static void csv(Path file, int rows) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(String.join(",", MarketRows.HEADER));
      out.write('\n');
      for (int i = 0; i < rows; i++) {
        out.write(String.join(",", MarketRows.texts(i)));
        out.write('\n');
      }
    }
  }

  // Shared texts and a style for dates, as spreadsheet programs write them.
  private static void xlsx(Path file, int rows) throws IOException {
    try (SXSSFWorkbook book = new SXSSFWorkbook(null, 100, false, true);
        OutputStream out = Files.newOutputStream(file)) {
      CellStyle date = book.createCellStyle();
      date.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd hh:mm"));
      Sheet sheet = book.createSheet("market");
      Row header = sheet.createRow(0);
      for (int column = 0; column < MarketRows.HEADER.size(); column++) {
        header.createCell(column).setCellValue(MarketRows.HEADER.get(column));
      }
      for (int i = 0; i < rows; i++) {
        fill(sheet.createRow(i + 1), i, date);
      }
      book.write(out);
    }
  }

  private static void fill(Row row, int number, CellStyle date) {
    Cell time = row.createCell(0);
    time.setCellValue(MarketRows.time(number));
    time.setCellStyle(date);
    row.createCell(1).setCellValue(MarketRows.block(number));
    for (int i = 0; i < MarketRows.TEXTS; i++) {
      row.createCell(2 + i).setCellValue(MarketRows.text(number, i));
    }
    for (int i = 0; i < MarketRows.NUMBERS; i++) {
      row.createCell(2 + MarketRows.TEXTS + i).setCellValue(MarketRows.number(number, i));
    }
  }
}
