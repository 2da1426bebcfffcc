package io.energyops.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a CSV. A quote that is left open would otherwise swallow the rows after it
 * without a word, so whatever hints at one is an error at the line where it was opened.
 */
final class CsvCursor implements RowCursor {

  private static final int MAX_RECORD_CHARS = 16 * 1024 * 1024;

  private final CsvReader<CsvRecordCells> reader;
  private final Iterator<CsvRecordCells> records;
  private final char delimiter;
  private final String where;
  private final TableLimits limits;
  private boolean skipFirst;
  private long nextLine = 1;
  private int count;
  private int widest;
  private boolean closed;

  CsvCursor(Reader text, CsvDelimiter delimiter, String where, TableLimits limits) {
    this.delimiter = delimiter.value();
    this.skipFirst = delimiter.declared();
    this.where = where;
    this.limits = limits;
    int fieldChars = (int) Math.min(2L * limits.maxCellLength(), MAX_RECORD_CHARS);
    this.reader =
        CsvReader.builder()
            .fieldSeparator(delimiter.value())
            .quoteCharacter('"')
            .commentStrategy(CommentStrategy.NONE)
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(MAX_RECORD_CHARS)
            .build(new CsvRecordCells(limits, fieldChars, MAX_RECORD_CHARS), text);
    this.records = reader.iterator();
  }

  @Override
  public @Nullable Row next() {
    if (closed) {
      throw new ConflictException(ErrorCode.CLOSED, "The cursor was closed; open the sheet again");
    }
    Row row = null;
    CsvRecordCells record = read();
    while (record != null && row == null) {
      row = skipFirst ? null : row(record);
      skipFirst = false;
      if (row == null) {
        record = read();
      }
    }
    return row;
  }

  private @Nullable CsvRecordCells read() {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecordCells record = records.next();
      nextLine = record.line() + 1;
      return record;
    } catch (CsvParseException e) {
      throw new TableUnreadableException(
          at(nextLine)
              + " begins a record that breaks the rules of CSV: a quote is not closed, text follows"
              + " a closing quote, or a cell or the record passes the limits; look at the quotes of"
              + " that line",
          e);
    } catch (UncheckedIOException e) {
      throw new TableUnreadableException(
          at(nextLine) + " or after it cannot be decoded; save the file as UTF-8, and send that",
          e);
    }
  }

  private @Nullable Row row(CsvRecordCells record) {
    long line = record.line();
    if (++count > limits.maxRows()) {
      throw new TableLimitException(
          where + " has more than " + limits.maxRows() + " records, the limit; split it");
    }
    if (record.fields() > limits.maxColumns()) {
      throw new TableLimitException(
          at(line) + " has more than " + limits.maxColumns() + " columns, the limit");
    }
    if (record.tooLong() > 0) {
      throw new TableLimitException(
          at(line)
              + " has a cell of "
              + record.tooLong()
              + " characters, more than the limit of "
              + limits.maxCellLength()
              + "; is a quote left open there?");
    }
    record.multiline().forEach(field -> refuseSwallowed(field, line));
    widest = Math.max(widest, record.fields());
    return record.row();
  }

  private void refuseSwallowed(String field, long line) {
    String[] lines = field.split("\r\n|\r|\n", -1);
    nextLine += lines.length - 1;
    for (int i = 1; i < lines.length - 1; i++) {
      if (widest > 2 && lines[i].chars().filter(c -> c == delimiter).count() == widest - 1) {
        throw new TableUnreadableException(
            at(line)
                + " opens a quote that swallows whole rows (line "
                + (line + i)
                + " looks like one); close it, or double the quotes that belong to the text");
      }
    }
  }

  private String at(long line) {
    return where + ", line " + line;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        reader.close();
      } catch (IOException e) {
        throw new TableUnreadableException(where + " cannot be closed", e);
      }
    }
  }
}
