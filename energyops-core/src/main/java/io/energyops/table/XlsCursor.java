package io.energyops.table;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import java.io.IOException;
import org.apache.poi.hssf.record.CellRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.jspecify.annotations.Nullable;

/** Gathers the cell records of one sheet into rows. */
final class XlsCursor implements RowCursor {

  private final XlsRecords records;
  private final String where;
  private final XlsCells cells;
  private final RowAssembly row;
  private @Nullable FormulaRecord textFormula;
  private boolean ended;
  private boolean closed;

  XlsCursor(XlsRecords records, String where, TableLimits limits, XlsCells cells) {
    this.records = records;
    this.where = where;
    this.cells = cells;
    this.row = new RowAssembly(where, limits);
  }

  @Override
  public @Nullable Row next() {
    if (closed) {
      throw new ConflictException(ErrorCode.CLOSED, "The cursor was closed; open the sheet again");
    }
    try {
      while (!ended) {
        Row done = take(records.next());
        if (done != null) {
          return done;
        }
      }
      return null;
    } catch (RuntimeException e) {
      throw XlsSource.damaged(row.at(), e);
    }
  }

  private @Nullable Row take(@Nullable Record record) {
    if (record == null) {
      ended = true;
      return row.number() == 0 ? null : row.end();
    }
    if (record instanceof StringRecord text && textFormula != null) {
      row.add(textFormula.getColumn(), CellValues.text(text.getString()));
      textFormula = null;
    } else if (record instanceof LabelRecord label) {
      Row done = moveTo(label.getRow());
      row.add(label.getColumn(), CellValues.text(label.getValue()));
      return done;
    } else if (record instanceof CellRecord cell) {
      Row done = moveTo(cell.getRow());
      row.add(cell.getColumn(), cells.cell(cell));
      boolean text =
          cell instanceof FormulaRecord f && f.getCachedResultTypeEnum() == CellType.STRING;
      textFormula = text ? (FormulaRecord) cell : null;
      return done;
    }
    return null;
  }

  /** Begins a row at its first cell, and gives back the one before. */
  private @Nullable Row moveTo(int index) {
    if (index + 1 == row.number()) {
      return null;
    }
    Row done = row.number() == 0 ? null : row.end();
    row.begin(index + 1);
    return done;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        records.close();
      } catch (IOException e) {
        throw new TableUnreadableException(where + " cannot be closed", e);
      }
    }
  }
}
