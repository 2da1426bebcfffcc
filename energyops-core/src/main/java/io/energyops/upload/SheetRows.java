package io.energyops.upload;

import io.energyops.table.Cell;
import io.energyops.table.Row;
import io.energyops.table.RowCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The data rows of a sheet. Above the header there may be titles and notes: the header is the row
 * among the first twenty that names the most required columns. A row of units in brackets right
 * below it is no data. Not thread-safe.
 */
final class SheetRows {

  private static final int SEARCHED_ROWS = 20;

  private final RowCursor cursor;
  private final Deque<Row> ahead = new ArrayDeque<>();
  private final HeaderMapping mapping;

  /**
   * Finds the header.
   *
   * @throws HeaderMismatchException when no row is a header of the dataset
   */
  SheetRows(RowCursor cursor, Dataset<?> dataset, String place) {
    this.cursor = cursor;
    Row header = findHeader(dataset, place);
    this.mapping = HeaderMapping.of(header, dataset, place);
    while (!ahead.isEmpty() && ahead.peek().number() <= header.number()) {
      ahead.remove();
    }
    Row below = next();
    if (below != null && !units(below)) {
      ahead.addFirst(below);
    }
  }

  /** Returns the next row that holds something to see, or null at the end. */
  @Nullable Row next() {
    Row row;
    do {
      row = ahead.isEmpty() ? cursor.next() : ahead.remove();
    } while (row != null && row.cells().stream().allMatch(Cell::isBlank));
    return row;
  }

  /** Finds cells of a row by the position of their column in the dataset. */
  IntFunction<Cell> cells(Row row) {
    return index -> mapping.cell(row, index);
  }

  private Row findHeader(Dataset<?> dataset, String place) {
    Row best = null;
    long most = 0;
    for (Row row = cursor.next(); row != null; row = cursor.next()) {
      ahead.add(row);
      long named = HeaderMapping.requiredNamedBy(row, dataset);
      if (best == null || named > most) {
        best = row;
        most = named;
      }
      if (row.number() >= SEARCHED_ROWS || named == dataset.required().size()) {
        break;
      }
    }
    if (best == null) {
      throw new HeaderMismatchException(
          place
              + " is empty. Expected a header with: "
              + String.join(", ", dataset.requiredHeaders()));
    }
    return best;
  }

  private static boolean units(Row row) {
    return row.cells().stream()
        .filter(cell -> !cell.isBlank())
        .allMatch(cell -> cell instanceof Cell.Text text && bracketed(text.value().strip()));
  }

  private static boolean bracketed(String text) {
    return (text.startsWith("(") && text.endsWith(")"))
        || (text.startsWith("[") && text.endsWith("]"));
  }
}
