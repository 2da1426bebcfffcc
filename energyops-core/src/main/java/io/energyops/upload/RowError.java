package io.energyops.upload;

/**
 * One fault of one row.
 *
 * @param row number of the row in its sheet
 * @param fault what is wrong
 */
record RowError(int row, String fault) {

  static final String CSV_HEADER = "Row,Error";

  String text() {
    return RowVerdict.text(row, fault);
  }

  String csv() {
    return row + "," + CsvField.of(fault);
  }
}
