package io.energyops.table;

import java.util.List;

/**
 * One row of a sheet.
 *
 * @param number the sheet's own row number from 1; for CSV the line on which the record begins
 * @param cells the cells from the first column on, without the blank ones at the end
 */
public record Row(int number, List<Cell> cells) {

  /**
   * Copies the cells.
   *
   * @param number the sheet's own row number from 1; for CSV the line on which the record begins
   * @param cells the cells from the first column on, without the blank ones at the end
   */
  public Row {
    cells = List.copyOf(cells);
  }

  /**
   * Returns a cell by its column.
   *
   * @param index column from 0
   * @return the cell; {@link Cell.Blank} beyond the last one
   */
  public Cell cell(int index) {
    return index < cells.size() ? cells.get(index) : Cell.Blank.INSTANCE;
  }
}
