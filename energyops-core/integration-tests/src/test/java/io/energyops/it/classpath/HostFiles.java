package io.energyops.it.classpath;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** What the users of the embedding application upload: one good row in each kind of file. */
final class HostFiles {

  private static final String[] HEADERS = {"timePeriod", "timeblock", "damPrice", "scheduledMw"};

  private HostFiles() {}

  static void writeBeside(Path dataDirectory) throws IOException {
    Path folder = Files.createDirectories(dataDirectory.resolveSibling("files"));
    workbook(new XSSFWorkbook(), folder.resolve("day.xlsx"));
    workbook(new HSSFWorkbook(), folder.resolve("day.xls"));
    Files.writeString(
        folder.resolve("day.csv"),
        String.join(",", HEADERS)
            + "\n2025-10-08 00:15:00,1,2450.5,3392\n2025-10-08 00:30:00,97,2450.5,3392\n");
  }

  private static void workbook(Workbook empty, Path file) throws IOException {
    try (Workbook book = empty;
        OutputStream out = Files.newOutputStream(file)) {
      Sheet sheet = book.createSheet("Day");
      Row header = sheet.createRow(0);
      for (int i = 0; i < HEADERS.length; i++) {
        header.createCell(i).setCellValue(HEADERS[i]);
      }
      Row row = sheet.createRow(1);
      row.createCell(0).setCellValue("2025-10-08 00:15:00");
      row.createCell(1).setCellValue(1);
      row.createCell(2).setCellValue(2450.5);
      row.createCell(3).setCellValue(3392);
      book.write(out);
    }
  }
}
