package io.energyops.table;

import java.util.Objects;

/**
 * One sheet of a table file.
 *
 * @param index position among the sheets that hold cells, from 0
 * @param name name as the file has it
 * @param visibility whether a user sees the sheet
 */
public record SheetInfo(int index, String name, SheetVisibility visibility) {

  /**
   * Checks the values.
   *
   * @param index position among the sheets that hold cells, from 0
   * @param name name as the file has it
   * @param visibility whether a user sees the sheet
   */
  public SheetInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(visibility, "visibility");
  }

  /**
   * Tells whether a user sees the sheet.
   *
   * @return true for {@link SheetVisibility#VISIBLE}
   */
  public boolean visible() {
    return visibility == SheetVisibility.VISIBLE;
  }
}
