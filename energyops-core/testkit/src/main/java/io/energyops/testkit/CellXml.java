package io.energyops.testkit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One cell of a workbook's sheet as its XML. */
final class CellXml {

  // Positions in the list of cell formats in WorkbookXml.STYLES.
  private static final int DATE_TIME = 1;
  private static final int DATE = 2;
  private static final int TIME = 3;

  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
  private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private CellXml() {}

  static String of(String reference, @Nullable Object value) {
    if (value instanceof Formula formula) {
      return formula(reference, formula);
    } else if (value instanceof LocalDateTime at) {
      return number(reference, DATE_TIME, serial(at));
    } else if (value instanceof LocalDate date) {
      return number(reference, DATE, serial(date.atStartOfDay()));
    } else if (value instanceof LocalTime time) {
      return number(reference, TIME, Double.toString(time.toSecondOfDay() / 86_400.0));
    } else if (value instanceof Number number) {
      return number(reference, 0, digits(number));
    } else if (value instanceof Boolean bool) {
      return "<c r=\"" + reference + "\" t=\"b\"><v>" + (bool ? 1 : 0) + "</v></c>";
    } else if (value == null) {
      return "";
    }
    return "<c r=\""
        + reference
        + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
        + text(value.toString())
        + "</t></is></c>";
  }

  /** Text of any characters, by the workbook's own escapes where XML has none. */
  static String text(String value) {
    StringBuilder xml = new StringBuilder();
    String escaped = ESCAPE.matcher(value).replaceAll(Matcher.quoteReplacement("_x005F_"));
    for (int i = 0; i < escaped.length(); i++) {
      char unit = escaped.charAt(i);
      switch (unit) {
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '&' -> xml.append("&amp;");
        case '"' -> xml.append("&quot;");
        case '\t', '\n' -> xml.append(unit);
        default -> {
          if (unit < ' ' || unit >= 0xfffe) {
            xml.append(String.format(Locale.ROOT, "_x%04X_", (int) unit));
          } else {
            xml.append(unit);
          }
        }
      }
    }
    return xml.toString();
  }

  private static String number(String reference, int style, String digits) {
    return "<c r=\"" + reference + "\" s=\"" + style + "\"><v>" + digits + "</v></c>";
  }

  private static String formula(String reference, Formula formula) {
    Object cached = formula.cached();
    String type =
        cached instanceof String ? " t=\"str\"" : cached instanceof Boolean ? " t=\"b\"" : "";
    String value =
        cached == null
            ? ""
            : cached instanceof Number number
                ? digits(number)
                : cached instanceof Boolean bool ? (bool ? "1" : "0") : text(cached.toString());
    return "<c r=\""
        + reference
        + "\""
        + type
        + "><f>"
        + text(formula.expression())
        + "</f>"
        + (cached == null ? "" : "<v>" + value + "</v>")
        + "</c>";
  }

  private static String digits(Number number) {
    return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
  }

  private static String serial(LocalDateTime at) {
    if (at.getYear() < 1901) {
      throw new IllegalArgumentException(
          "Workbooks count days rightly from 1901 on, but the cell is " + at);
    }
    long days = ChronoUnit.DAYS.between(DAY_ZERO, at.toLocalDate());
    return Double.toString(days + at.toLocalTime().toNanoOfDay() / 86_400e9);
  }
}
