package io.energyops.testkit;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a sheet's rows as comma-separated text. */
final class CsvText {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private CsvText() {}

  static String of(Sheet sheet) {
    return sheet.rows().stream()
        .map(row -> row.stream().map(CsvText::field).collect(Collectors.joining(",")) + "\r\n")
        .collect(Collectors.joining());
  }

  private static String field(@Nullable Object value) {
    Object shown = value instanceof Formula formula ? formula.cached() : value;
    String text = text(shown);
    boolean plain =
        text.equals(text.strip())
            && List.of(",", "\"", "\n", "\r").stream().noneMatch(text::contains);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String text(@Nullable Object value) {
    if (value instanceof LocalDateTime at) {
      return DATE_TIME.format(at);
    } else if (value instanceof LocalTime time) {
      return TIME.format(time);
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof Boolean bool) {
      return bool ? "TRUE" : "FALSE";
    }
    return value == null ? "" : value.toString();
  }
}
