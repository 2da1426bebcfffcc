package io.energyops.table;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the cells of one sheet row by column, and holds the size limits. */
final class RowAssembly {

  private static final int FIRST_WIDTH = 16;

  private final String where;
  private final TableLimits limits;
  private Cell[] cells = new Cell[FIRST_WIDTH];
  private int size;
  private int number;
  private int nextColumn;

  RowAssembly(String where, TableLimits limits) {
    this.where = where;
    this.limits = limits;
  }

  int number() {
    return number;
  }

  int nextColumn() {
    return nextColumn;
  }

  void begin(int rowNumber) {
    if (rowNumber > limits.maxRows()) {
      throw new TableLimitException(
          where + " has a row " + rowNumber + ", beyond the limit of " + limits.maxRows());
    }
    if (rowNumber <= number) {
      throw new TableUnreadableException(
          where + " is damaged: row " + rowNumber + " follows row " + number);
    }
    number = rowNumber;
    nextColumn = 0;
    // A new array each time: what is written into an old one costs the collector more.
    cells = new Cell[Math.max(1, size)];
    size = 0;
  }

  void add(int column, Cell cell) {
    if (column >= limits.maxColumns()) {
      throw new TableLimitException(
          at() + " has more than " + limits.maxColumns() + " columns, the limit");
    }
    nextColumn = column + 1;
    if (cell == Cell.Blank.INSTANCE) {
      return;
    }
    if (column >= cells.length) {
      cells = Arrays.copyOf(cells, Math.max(column + 1, 2 * cells.length));
    }
    while (size <= column) {
      cells[size++] = Cell.Blank.INSTANCE;
    }
    if (cells[column] != Cell.Blank.INSTANCE) {
      throw new TableUnreadableException(at() + " is damaged: column " + (column + 1) + " twice");
    }
    cells[column] = cell;
  }

  @Nullable Row end() {
    boolean blank = true;
    for (int i = 0; i < size && blank; i++) {
      blank = cells[i].isBlank();
    }
    if (blank) {
      return null;
    }
    return new Row(number, List.of(size == cells.length ? cells : Arrays.copyOf(cells, size)));
  }

  String at() {
    return where + ", row " + number;
  }
}
