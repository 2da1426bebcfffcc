package io.energyops.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes cells of the parser's buffer as it goes, without a record of texts in between. The same
 * object stands for each record in turn.
 */
final class CsvRecordCells extends AbstractBaseCsvCallbackHandler<CsvRecordCells> {

  private static final int FIRST_WIDTH = 16;

  private final TableLimits limits;
  private final int maxFieldChars;
  private final int maxRecordChars;
  private final List<String> multiline = new ArrayList<>();
  private Cell[] cells = {};
  private int width = FIRST_WIDTH;
  private int chars;
  private int tooLong;
  private boolean blank = true;

  CsvRecordCells(TableLimits limits, int maxFieldChars, int maxRecordChars) {
    this.limits = limits;
    this.maxFieldChars = maxFieldChars;
    this.maxRecordChars = maxRecordChars;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    // A new array each time: what is written into an old one costs the collector more.
    cells = new Cell[width];
    multiline.clear();
    chars = 0;
    tooLong = 0;
    blank = true;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    chars += length;
    if (length > limits.maxCellLength() || chars > maxRecordChars || index > limits.maxColumns()) {
      refuse(index, length);
    }
    if (index == cells.length) {
      cells = Arrays.copyOf(cells, 2 * index);
    }
    if (length == 0) {
      cells[index] = Cell.Blank.INSTANCE;
      return;
    }
    Cell.Text cell = new Cell.Text(new String(buffer, offset, length));
    cells[index] = cell;
    if (blank) {
      blank = cell.isBlank();
    }
    // Without quotes a line end ends the record.
    if (quoted && (cell.value().indexOf('\n') >= 0 || cell.value().indexOf('\r') >= 0)) {
      multiline.add(cell.value());
    }
  }

  /** What is only a little too much is told apart from a quote that swallows the file. */
  private void refuse(int index, int length) {
    tooLong = Math.max(tooLong, length);
    if (length > maxFieldChars || chars > maxRecordChars || index > limits.maxColumns()) {
      throw new CsvParseException("A field or a record passes the limits");
    }
  }

  @Override
  protected CsvRecordCells buildRecord() {
    return this;
  }

  long line() {
    return getStartingLineNumber();
  }

  /** How many fields the record has; an empty line has one. */
  int fields() {
    return Math.max(1, getFieldCount());
  }

  /** Characters of the longest field that passes the limit of a cell, else zero. */
  int tooLong() {
    return tooLong;
  }

  /** The fields that span lines. */
  List<String> multiline() {
    return multiline;
  }

  /** The record as a row; null when there is nothing to see in it. */
  @Nullable Row row() {
    if (blank) {
      return null;
    }
    int content = getFieldCount();
    width = content;
    while (cells[content - 1] == Cell.Blank.INSTANCE) {
      content--;
    }
    Cell[] exact = content == cells.length ? cells : Arrays.copyOf(cells, content);
    return new Row(Math.toIntExact(line()), List.of(exact));
  }
}
