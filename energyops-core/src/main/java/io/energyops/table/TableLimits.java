package io.energyops.table;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/**
 * Bounds of what is read from one file. They are checked per file by the reader itself; nothing of
 * the JVM's is changed.
 *
 * @param maxFileBytes size of the file in bytes
 * @param maxRows highest row number of a sheet, and number of records of a CSV
 * @param maxColumns number of columns
 * @param maxCellLength characters of one cell
 * @param maxSheetBytes bytes of one sheet of a workbook after unpacking; it is streamed
 * @param maxLoadedBytes bytes after unpacking of a part that is kept in memory, such as the shared
 *     texts
 * @param maxExpansion how many times larger a part may get by unpacking, beyond its first 4 MiB
 */
public record TableLimits(
    long maxFileBytes,
    int maxRows,
    int maxColumns,
    int maxCellLength,
    long maxSheetBytes,
    long maxLoadedBytes,
    int maxExpansion) {

  private static final long MIB = 1L << 20;

  /**
   * Checks the values.
   *
   * @param maxFileBytes size of the file in bytes
   * @param maxRows highest row number of a sheet, and number of records of a CSV
   * @param maxColumns number of columns
   * @param maxCellLength characters of one cell
   * @param maxSheetBytes bytes of one sheet after unpacking
   * @param maxLoadedBytes bytes of a part kept in memory after unpacking
   * @param maxExpansion how many times larger a part may get by unpacking
   * @throws InvalidArgumentException when one is not positive
   */
  public TableLimits {
    positive("maxFileBytes", maxFileBytes);
    positive("maxRows", maxRows);
    positive("maxColumns", maxColumns);
    positive("maxCellLength", maxCellLength);
    positive("maxSheetBytes", maxSheetBytes);
    positive("maxLoadedBytes", maxLoadedBytes);
    positive("maxExpansion", maxExpansion);
  }

  /**
   * Returns the limits of the spreadsheet format itself, with 100 MiB of file, 1 GiB of sheet, 64
   * MiB of shared texts and an expansion of 500.
   *
   * @return the defaults
   */
  public static TableLimits defaults() {
    return new TableLimits(100 * MIB, 1_048_576, 16_384, 32_767, 1024 * MIB, 64 * MIB, 500);
  }

  /**
   * Returns a copy with another bound on the file's size.
   *
   * @param bytes size in bytes, positive
   * @return the copy
   */
  public TableLimits withMaxFileBytes(long bytes) {
    return new TableLimits(
        bytes, maxRows, maxColumns, maxCellLength, maxSheetBytes, maxLoadedBytes, maxExpansion);
  }

  /**
   * Returns a copy with another bound on rows and columns.
   *
   * @param rows highest row number, positive
   * @param columns number of columns, positive
   * @return the copy
   */
  public TableLimits withMaxSize(int rows, int columns) {
    return new TableLimits(
        maxFileBytes, rows, columns, maxCellLength, maxSheetBytes, maxLoadedBytes, maxExpansion);
  }

  /**
   * Returns a copy with other bounds on what unpacking may give.
   *
   * @param sheetBytes bytes of one sheet, positive
   * @param loadedBytes bytes of a part kept in memory, positive
   * @param expansion how many times larger a part may get, positive
   * @return the copy
   */
  public TableLimits withMaxUnpacked(long sheetBytes, long loadedBytes, int expansion) {
    return new TableLimits(
        maxFileBytes, maxRows, maxColumns, maxCellLength, sheetBytes, loadedBytes, expansion);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, name + " must be positive, but is " + value);
    }
  }
}
