package io.energyops.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cells of every sheet of a workbook refer to. */
final class SheetContext {

  private final List<Cell> texts;
  private final TimeFormat[] formats;
  private final CellValues values;

  SheetContext(List<Cell> texts, TimeFormat[] formats, CellValues values) {
    this.texts = texts;
    this.formats = formats;
    this.values = values;
  }

  CellValues values() {
    return values;
  }

  TimeFormat format(@Nullable String style) {
    int index = style == null ? -1 : index(style);
    return index >= 0 && index < formats.length ? formats[index] : TimeFormat.NONE;
  }

  Cell sharedText(CharSequence raw) {
    int index = index(raw);
    if (index < 0) {
      index = index(raw.toString().strip());
    }
    return index >= 0 && index < texts.size()
        ? texts.get(index)
        : new Cell.Malformed(raw.toString(), "refers to a text that the workbook does not have");
  }

  private static int index(CharSequence digits) {
    if (digits.isEmpty() || digits.length() > 9) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }
}
