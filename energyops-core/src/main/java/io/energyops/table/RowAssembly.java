package io.energyops.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the cells of one sheet row by column, and holds the size limits. */
final class RowAssembly {

  private final String where;
  private final TableLimits limits;
  private final List<Cell> cells = new ArrayList<>();
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
    cells.clear();
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
    while (cells.size() <= column) {
      cells.add(Cell.Blank.INSTANCE);
    }
    if (cells.get(column) != Cell.Blank.INSTANCE) {
      throw new TableUnreadableException(at() + " is damaged: column " + (column + 1) + " twice");
    }
    cells.set(column, cell);
  }

  @Nullable Row end() {
    return cells.stream().allMatch(Cell::isBlank) ? null : new Row(number, cells);
  }

  String at() {
    return where + ", row " + number;
  }
}
