package io.energyops.testkit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills a sheet from its first row on. Values are numbers, texts, truth values, {@link LocalDate},
 * {@link LocalDateTime}, {@link LocalTime}, {@link Formula}, or null for a cell that is not there.
 * Not thread-safe.
 */
public final class SheetBuilder {

  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private int headerRow;

  SheetBuilder() {}

  /**
   * Adds the row of headers.
   *
   * @param headers the texts
   * @return this
   */
  public SheetBuilder header(String... headers) {
    return header(Arrays.asList(headers));
  }

  /**
   * Adds the row of headers.
   *
   * @param headers the texts
   * @return this
   */
  public SheetBuilder header(List<String> headers) {
    headerRow = rows.size() + 1;
    rows.add(new ArrayList<>(headers));
    return this;
  }

  /**
   * Adds a row.
   *
   * @param values its cells from the first column on
   * @return this
   * @throws IllegalArgumentException when a value has no form in a workbook
   */
  public SheetBuilder row(@Nullable Object... values) {
    return row(Arrays.asList(values));
  }

  /**
   * Adds a row.
   *
   * @param values its cells from the first column on
   * @return this
   * @throws IllegalArgumentException when a value has no form in a workbook
   */
  public SheetBuilder row(List<? extends @Nullable Object> values) {
    values.forEach(SheetBuilder::check);
    rows.add(new ArrayList<>(values));
    return this;
  }

  /**
   * Adds rows without cells.
   *
   * @param count how many
   * @return this
   */
  public SheetBuilder blankRows(int count) {
    for (int i = 0; i < count; i++) {
      rows.add(new ArrayList<>());
    }
    return this;
  }

  /**
   * Changes one cell of a row that was added.
   *
   * @param sheetRow the row as people and error reports count it, from 1 on
   * @param header the column's text in the row of headers
   * @param value the new value, null for a cell that is not there
   * @return this
   * @throws IllegalArgumentException when there is no such row or header, or the value has no form
   *     in a workbook
   */
  public SheetBuilder cell(int sheetRow, String header, @Nullable Object value) {
    check(value);
    int column = headerRow == 0 ? -1 : rows.get(headerRow - 1).indexOf(header);
    if (column < 0 || sheetRow < 1 || sheetRow > rows.size()) {
      throw new IllegalArgumentException(
          "There is no cell of row " + sheetRow + " under the header '" + header + "'");
    }
    List<@Nullable Object> row = rows.get(sheetRow - 1);
    while (row.size() <= column) {
      row.add(null);
    }
    row.set(column, value);
    return this;
  }

  List<List<@Nullable Object>> rows() {
    return rows;
  }

  private static void check(@Nullable Object value) {
    Object shown = value instanceof Formula formula ? formula.cached() : value;
    if (shown == null) {
      return;
    }
    boolean fits =
        shown instanceof String
            || shown instanceof Boolean
            || (shown instanceof Number number && !Double.isNaN(number.doubleValue()))
            || (shown == value
                && (shown instanceof LocalDate
                    || shown instanceof LocalDateTime
                    || shown instanceof LocalTime));
    if (!fits) {
      throw new IllegalArgumentException(
          "A cell holds a number, text, truth value, local date or time, or a formula with one of"
              + " the first three; not a "
              + shown.getClass().getName());
    }
  }
}
