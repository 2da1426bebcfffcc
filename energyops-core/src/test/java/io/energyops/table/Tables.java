package io.energyops.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads whole tables in tests. */
final class Tables {

  private Tables() {}

  static List<Row> rows(Path file) {
    return rows(file, TableLimits.defaults());
  }

  static List<Row> rows(Path file, TableLimits limits) {
    return rows(file, limits, SheetSelection.firstVisible());
  }

  static List<Row> rows(Path file, TableLimits limits, SheetSelection selection) {
    try (TableFile table = TableFile.open(file, String.valueOf(file.getFileName()), limits);
        RowCursor cursor = table.rows(table.select(selection))) {
      List<Row> rows = new ArrayList<>();
      for (Row row = cursor.next(); row != null; row = cursor.next()) {
        rows.add(row);
      }
      return rows;
    }
  }

  static List<String> display(Row row) {
    return row.cells().stream().map(Cell::display).toList();
  }
}
