package io.energyops.table;

import java.util.ArrayList;
import java.util.List;

/** Reads the texts that the cells of a workbook share, and the like ones inside cells. */
final class SharedText {

  private SharedText() {}

  /** Each text is one cell, however often a sheet shows it. */
  static List<Cell> table(XmlEvents xml, int maxLength) {
    List<Cell> texts = new ArrayList<>();
    while (xml.seek("si")) {
      texts.add(CellValues.text(item(xml, maxLength)));
    }
    return texts;
  }

  /** Reads {@code t} and the {@code t} of runs; the reading aid {@code rPh} is no part of it. */
  static String item(XmlEvents xml, int maxLength) {
    StringBuilder text = new StringBuilder();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "t" -> xml.text(text, maxLength);
        case "r" -> run(xml, text, maxLength);
        default -> xml.skip();
      }
    }
    return ExcelText.decode(text.toString());
  }

  private static void run(XmlEvents xml, StringBuilder text, int maxLength) {
    while (xml.nextChild()) {
      if (xml.name().equals("t")) {
        xml.text(text, maxLength);
      } else {
        xml.skip();
      }
    }
  }
}
