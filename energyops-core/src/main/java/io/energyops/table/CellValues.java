package io.energyops.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Makes typed cells of the raw values that a workbook stores. */
final class CellValues {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final int MAX_NUMBER_LENGTH = 400;
  private static final int MAX_EXPONENT = 308;
  private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_EVEN);

  private final SerialTime times;

  CellValues(boolean since1904) {
    this.times = new SerialTime(since1904);
  }

  static Cell text(String value) {
    return value.isEmpty() ? Cell.Blank.INSTANCE : new Cell.Text(value);
  }

  Cell number(CharSequence digits, TimeFormat format) {
    BigDecimal plain = format == TimeFormat.NONE ? PlainNumber.parse(digits) : null;
    return plain == null ? anyNumber(digits.toString(), format) : new Cell.Number(plain);
  }

  private Cell anyNumber(String raw, TimeFormat format) {
    String value = raw.strip();
    if (value.length() > MAX_NUMBER_LENGTH || !NUMBER.matcher(value).matches()) {
      return new Cell.Malformed(raw, "is no number");
    }
    if (format != TimeFormat.NONE) {
      return times.cell(Double.parseDouble(value), value, format);
    }
    BigDecimal shown = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
    int exponent = shown.precision() - shown.scale() - 1;
    if (shown.signum() != 0 && Math.abs(exponent) > MAX_EXPONENT) {
      return new Cell.Malformed(raw, "is out of the range of numbers");
    }
    return new Cell.Number(shown.scale() < 0 ? shown.setScale(0) : shown);
  }

  static Cell bool(String raw) {
    return switch (raw.strip()) {
      case "1", "true" -> new Cell.Bool(true);
      case "0", "false" -> new Cell.Bool(false);
      default -> new Cell.Malformed(raw, "is neither true nor false");
    };
  }

  static Cell isoDate(String raw) {
    String value = raw.strip();
    String local = value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
    try {
      if (local.indexOf('T') >= 0) {
        return new Cell.DateTime(toSeconds(LocalDateTime.parse(local)));
      }
      if (local.indexOf(':') >= 0) {
        long seconds = Math.round(LocalTime.parse(local).toNanoOfDay() / 1e9);
        return new Cell.TimeOfDay(Duration.ofSeconds(seconds));
      }
      return new Cell.DateTime(LocalDate.parse(local).atStartOfDay());
    } catch (DateTimeException e) {
      return new Cell.Malformed(raw, "is no ISO date");
    }
  }

  private static LocalDateTime toSeconds(LocalDateTime at) {
    return at.plus(500, ChronoUnit.MILLIS).truncatedTo(ChronoUnit.SECONDS);
  }
}
