package io.energyops.table;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** What the workbook's main part says: the date system and the sheets. */
record WorkbookPart(boolean since1904, List<Entry> entries) {

  /** One declared sheet, with the id of the relationship that leads to its part. */
  record Entry(String name, SheetVisibility visibility, String relationId) {}

  static WorkbookPart read(XmlEvents xml) {
    boolean since1904 = false;
    List<Entry> entries = new ArrayList<>();
    for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (xml.name().equals("workbookPr")) {
        String value = xml.attribute("date1904");
        since1904 = "1".equals(value) || "true".equals(value) || "on".equals(value);
      } else if (xml.name().equals("sheet")) {
        entries.add(
            new Entry(
                ExcelText.decode(orEmpty(xml.attribute("name"))),
                visibility(xml.attribute("state")),
                orEmpty(xml.attribute("id"))));
      }
    }
    return new WorkbookPart(since1904, entries);
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static SheetVisibility visibility(@Nullable String state) {
    if (state == null) {
      return SheetVisibility.VISIBLE;
    }
    return switch (state) {
      case "hidden" -> SheetVisibility.HIDDEN;
      case "veryHidden" -> SheetVisibility.VERY_HIDDEN;
      default -> SheetVisibility.VISIBLE;
    };
  }
}
