package io.energyops.table;

import java.util.List;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/** Makes typed cells of the records of an old workbook. */
final class XlsCells {

  private final @Nullable SSTRecord texts;
  private final List<TimeFormat> formats;
  private final CellValues values;

  XlsCells(@Nullable SSTRecord texts, List<TimeFormat> formats, boolean since1904) {
    this.texts = texts;
    this.formats = formats;
    this.values = new CellValues(since1904);
  }

  Cell cell(CellRecord record) {
    if (record instanceof NumberRecord number) {
      return number(number.getValue(), number);
    }
    if (record instanceof LabelSSTRecord label) {
      return shared(label.getSSTIndex());
    }
    if (record instanceof BoolErrRecord value) {
      return value.isBoolean()
          ? new Cell.Bool(value.getBooleanValue())
          : error(value.getErrorValue());
    }
    if (record instanceof FormulaRecord formula) {
      return cached(formula);
    }
    return Cell.Blank.INSTANCE;
  }

  private Cell cached(FormulaRecord formula) {
    CellType type = formula.getCachedResultTypeEnum();
    return switch (type) {
      case NUMERIC -> number(formula.getValue(), formula);
      case BOOLEAN -> new Cell.Bool(formula.getCachedBooleanValue());
      case ERROR -> error((byte) formula.getCachedErrorValue());
      // A text comes in a record of its own, which follows this one.
      default -> Cell.Blank.INSTANCE;
    };
  }

  private Cell number(double value, CellRecord record) {
    int style = record.getXFIndex();
    TimeFormat format = style < formats.size() ? formats.get(style) : TimeFormat.NONE;
    return values.number(Double.toString(value), format);
  }

  private Cell shared(int index) {
    if (texts == null || index < 0 || index >= texts.getNumUniqueStrings()) {
      return new Cell.Malformed(
          Integer.toString(index), "refers to a text that the workbook does not have");
    }
    return CellValues.text(texts.getString(index).getString());
  }

  private static Cell error(byte code) {
    return new Cell.Error(
        FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#ERR" + code);
  }
}
