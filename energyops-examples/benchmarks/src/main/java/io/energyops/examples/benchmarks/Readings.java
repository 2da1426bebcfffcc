package io.energyops.examples.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.energyops.table.Cell;
import io.energyops.table.Row;
import io.energyops.table.RowCursor;
import io.energyops.table.SheetSelection;
import io.energyops.table.TableFile;
import io.energyops.table.TableLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/** Our table reader and the libraries that it is compared with, each in its own words. */
final class Readings {

  private Readings() {}

  static void ours(Path file, CellSums into) {
    try (TableFile table = TableFile.open(file, "market", TableLimits.defaults())) {
      RowCursor rows = table.rows(table.select(SheetSelection.firstVisible()));
      for (Row row = rows.next(); row != null; row = rows.next()) {
        into.row();
        for (Cell cell : row.cells()) {
          if (cell instanceof Cell.Number number) {
            into.number(number.value());
          } else if (cell instanceof Cell.Text text) {
            into.text(text.value());
          } else if (cell instanceof Cell.DateTime time) {
            into.time(time.value());
          } else if (!cell.isBlank()) {
            throw new IllegalStateException("Row " + row.number() + " holds " + cell);
          }
        }
      }
    }
  }

  static void fastexcel(Path file, CellSums into) throws IOException {
    try (ReadableWorkbook book = new ReadableWorkbook(file.toFile());
        Stream<org.dhatim.fastexcel.reader.Row> rows = book.getFirstSheet().openStream()) {
      rows.forEach(
          row -> {
            into.row();
            for (org.dhatim.fastexcel.reader.Cell cell : row) {
              fastexcel(cell, row.getRowNum() == 1, into);
            }
          });
    }
  }

  // A number is a date only to the one who asks for it, so the first column is asked.
  private static void fastexcel(
      org.dhatim.fastexcel.reader.Cell cell, boolean header, CellSums into) {
    if (cell == null) {
      return;
    }
    switch (cell.getType()) {
      case STRING -> into.text(cell.asString());
      case NUMBER -> {
        if (!header && cell.getColumnIndex() == 0) {
          into.time(cell.asDate());
        } else {
          into.number(cell.asNumber());
        }
      }
      case EMPTY -> {}
      default -> throw new IllegalStateException("Unexpected cell " + cell);
    }
  }

  static void fastCsv(Path file, CellSums into) throws IOException {
    try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord record : records) {
        into.row();
        for (String field : record.getFields()) {
          into.text(field);
        }
      }
    }
  }
}
