package io.energyops.table;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a sheet's XML as they come. The declared dimension is not looked at: real files
 * claim one cell and hold thousands of rows.
 */
final class XlsxCursor implements RowCursor {

  private static final int MAX_REFERENCE_LENGTH = 10;
  private static final int MAX_ROW_DIGITS = 9;

  private final XmlEvents xml;
  private final TableLimits limits;
  private final SheetContext context;
  private final RowAssembly row;
  private final StringBuilder value = new StringBuilder();
  private boolean ended;
  private boolean closed;

  XlsxCursor(XmlEvents xml, String where, TableLimits limits, SheetContext context) {
    this.xml = xml;
    this.limits = limits;
    this.context = context;
    this.row = new RowAssembly(where, limits);
    this.ended = !xml.seek("sheetData");
  }

  @Override
  public @Nullable Row next() {
    if (closed) {
      throw new ConflictException(ErrorCode.CLOSED, "The cursor was closed; open the sheet again");
    }
    while (!ended) {
      if (!xml.nextChild()) {
        ended = true;
      } else if (xml.name().equals("row")) {
        row.begin(rowNumber(xml.attribute("r")));
        while (xml.nextChild()) {
          if (xml.name().equals("c")) {
            cell();
          } else {
            xml.skip();
          }
        }
        Row read = row.end();
        if (read != null) {
          return read;
        }
      } else {
        xml.skip();
      }
    }
    return null;
  }

  private int rowNumber(@Nullable String attribute) {
    if (attribute == null) {
      return row.number() + 1;
    }
    int number = 0;
    for (int i = 0; i < attribute.length(); i++) {
      char c = attribute.charAt(i);
      if (c < '0' || c > '9' || i == MAX_ROW_DIGITS) {
        throw misnumbered(attribute);
      }
      number = number * 10 + (c - '0');
    }
    if (attribute.isEmpty() || attribute.charAt(0) == '0') {
      throw misnumbered(attribute);
    }
    return number;
  }

  private TableUnreadableException misnumbered(String attribute) {
    return damaged("a row is numbered '" + attribute + "'");
  }

  private void cell() {
    int column = row.nextColumn();
    String type = "n";
    TimeFormat format = context.format(null);
    // Backwards, so that of two with one local name the first is taken.
    for (int i = xml.attributes() - 1; i >= 0; i--) {
      switch (xml.attributeName(i)) {
        case "r" -> column = column(xml.attributeValue(i));
        case "t" -> type = xml.attributeValue(i);
        case "s" -> format = context.format(xml.attributeValue(i));
        default -> {}
      }
    }
    boolean formula = false;
    boolean stored = false;
    String inline = null;
    value.setLength(0);
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "v" -> {
          stored = true;
          xml.text(value, limits.maxCellLength());
        }
        case "is" -> inline = SharedText.item(xml, limits.maxCellLength());
        case "f" -> {
          formula = true;
          xml.skip();
        }
        default -> xml.skip();
      }
    }
    Cell cell =
        inline != null && value.length() == 0
            ? CellValues.text(inline)
            : typed(type, stored, formula, format);
    row.add(column, cell);
  }

  private Cell typed(String type, boolean stored, boolean formula, TimeFormat format) {
    boolean emptyText = stored && (type.equals("str") || type.equals("inlineStr"));
    if (value.isEmpty() && !emptyText) {
      return formula ? new Cell.NotCalculated() : Cell.Blank.INSTANCE;
    }
    return switch (type) {
      case "s" -> context.sharedText(value);
      case "str", "inlineStr" -> CellValues.text(ExcelText.decode(value.toString()));
      case "n" -> context.values().number(value, format);
      case "b" -> CellValues.bool(value.toString());
      case "e" -> new Cell.Error(value.toString().strip());
      case "d" -> CellValues.isoDate(value.toString());
      default -> new Cell.Malformed(value.toString(), "is of the unknown type '" + type + "'");
    };
  }

  private int column(String reference) {
    int column = 0;
    int i = 0;
    while (i < reference.length() && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z') {
      column = column * 26 + reference.charAt(i++) - 'A' + 1;
      if (i > 3) {
        break;
      }
    }
    if (i == 0 || reference.length() > MAX_REFERENCE_LENGTH) {
      throw damaged("a cell is called '" + reference + "'");
    }
    return column - 1;
  }

  private TableUnreadableException damaged(String what) {
    return new TableUnreadableException(row.at() + " or the next is damaged: " + what);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      xml.close();
    }
  }
}
