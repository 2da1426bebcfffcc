package io.energyops.it.lifecycle;

import io.energyops.EnergyOps;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.UploadSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A host that compares itself with what it was, and names the shutdown hooks that it has. */
final class GuestMain {

  private GuestMain() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "untouched" -> untouched(Path.of(args[1]));
      case "hooks" -> hooks(Path.of(args[1]), Boolean.parseBoolean(args[2]));
      default -> ends(Path.of(args[1]), Boolean.parseBoolean(args[2]));
    }
  }

  private static void untouched(Path directory) throws Exception {
    Path workbook = workbook(directory.resolve("day.xlsx"));
    Map<String, String> before = HostState.now();
    EnergyOps ops = EnergyOps.open(directory.resolve("data"));
    HostWork.round(ops);
    ImportReport report =
        ops.imports()
            .importFile(UploadSource.of(workbook), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
    System.out.println("ROWS " + report.recordCount());
    compare("OPEN", before);
    ops.close();
    compare("CLOSED", before);
    System.out.println("END");
  }

  private static void compare(String when, Map<String, String> before) {
    Map<String, String> now = HostState.now();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      if (!String.valueOf(before.get(name)).equals(String.valueOf(now.get(name)))) {
        System.out.println(
            "CHANGED " + when + " " + name + ": " + before.get(name) + " -> " + now.get(name));
      }
    }
  }

  private static void hooks(Path directory, boolean asked) throws Exception {
    // The JDK's own logging registers a hook as soon as anybody uses it.
    LogManager.getLogManager().getLogger("");
    say("BEFORE");
    EnergyOps ops =
        EnergyOps.builder().dataDirectory(directory.resolve("data")).closeOnShutdown(asked).open();
    HostWork.round(ops);
    say("OPEN");
    ops.close();
    say("CLOSED");
  }

  /** Ends the JVM without a close. */
  private static void ends(Path directory, boolean asked) throws Exception {
    EnergyOps ops =
        EnergyOps.builder().dataDirectory(directory.resolve("data")).closeOnShutdown(asked).open();
    HostWork.importRows(ops, 3);
    System.exit(0);
  }

  private static void say(String when) throws Exception {
    var field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
    field.setAccessible(true);
    for (Object hook : ((Map<?, ?>) field.get(null)).keySet()) {
      System.out.println("HOOK " + when + " " + ((Thread) hook).getName());
    }
  }

  private static Path workbook(Path file) throws IOException {
    Map<Integer, String> headers = new TreeMap<>();
    headers.put(0, "TimePeriod");
    headers.put(1, "Timeblock");
    headers.put(2, "DAMprice");
    headers.put(3, "ScheduleMW");
    try (XSSFWorkbook book = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      var sheet = book.createSheet("day");
      var header = sheet.createRow(0);
      headers.forEach((column, text) -> header.createCell(column).setCellValue(text));
      for (int row = 1; row <= 4; row++) {
        var cells = sheet.createRow(row);
        cells
            .createCell(0)
            .setCellValue(LocalDateTime.of(2025, 10, 8, 0, 0).plusMinutes(row) + ":00Z");
        cells.createCell(1).setCellValue(row);
        cells.createCell(2).setCellValue(3.5);
        cells.createCell(3).setCellValue(-1);
      }
      book.write(out);
    }
    return file;
  }
}
