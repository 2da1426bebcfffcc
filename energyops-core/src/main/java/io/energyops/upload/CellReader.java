package io.energyops.upload;

import io.energyops.table.Cell;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/** Reads a cell as what its column means. A value that cannot be trusted is a fault, never zero. */
final class CellReader {

  private static final Set<String> NOT_AVAILABLE = Set.of("na", "n/a", "#n/a");

  private final RowSettings settings;

  CellReader(RowSettings settings) {
    this.settings = settings;
  }

  Parsed<?> read(Column column, Cell cell) {
    if (cell.isBlank()) {
      return column.fallback() == null ? Parsed.nothing() : Parsed.of(column.fallback());
    }
    if (cell instanceof Cell.NotCalculated) {
      return Parsed.fault(
          "is a formula that was not calculated; open the file in a spreadsheet program and save"
              + " it again");
    }
    if (cell instanceof Cell.Error error) {
      return column.type() == ColumnType.TEXT_OR_NA && "#N/A".equals(error.code())
          ? Parsed.nothing()
          : Parsed.fault("is the error value " + error.code());
    }
    if (cell instanceof Cell.Malformed malformed) {
      return Parsed.fault("is " + Parsed.quoted(malformed.raw()) + ", which " + malformed.why());
    }
    return switch (column.type()) {
      case TEXT -> CellText.storable(cell.display());
      case TEXT_OR_NA -> orNotAvailable(CellText.storable(cell.display()));
      case LOWER_CASE -> CellText.storable(cell.display().toLowerCase(Locale.ROOT));
      case INSTANT -> TimeText.of(cell, settings);
      case DECIMAL -> decimal(cell);
      case BLOCK -> block(cell);
      case WHOLE -> whole(cell);
      case REAL -> real(cell);
    };
  }

  private static Parsed<String> orNotAvailable(Parsed<String> text) {
    String value = text.value();
    return value != null && NOT_AVAILABLE.contains(value.toLowerCase(Locale.ROOT))
        ? Parsed.nothing()
        : text;
  }

  private static Parsed<BigDecimal> decimal(Cell cell) {
    if (cell instanceof Cell.Number number) {
      return DecimalText.of(number.value());
    }
    if (cell instanceof Cell.DateTime || cell instanceof Cell.TimeOfDay) {
      return Parsed.fault("must be a number, but is the time " + Parsed.quoted(cell.display()));
    }
    return DecimalText.parse(CellText.trimmed(cell.display()));
  }

  private Parsed<Integer> block(Cell cell) {
    Parsed<Long> number = whole(cell);
    Long value = number.value();
    if (value == null) {
      return new Parsed<>(null, number.fault());
    }
    if (value < 1 || value > settings.blocks()) {
      return Parsed.fault(
          "must be between 1 and "
              + settings.blocks()
              + (settings.halfHourBlocks() ? ", since the import has half-hour blocks" : ""));
    }
    return Parsed.of(value.intValue());
  }

  private static Parsed<Long> whole(Cell cell) {
    Parsed<BigDecimal> number = decimal(cell);
    BigDecimal value = number.value();
    if (value == null) {
      return new Parsed<>(null, number.fault());
    }
    try {
      return Parsed.of(value.longValueExact());
    } catch (ArithmeticException e) {
      return Parsed.fault("must be a whole number, but is " + value.toPlainString());
    }
  }

  private static Parsed<Double> real(Cell cell) {
    Parsed<BigDecimal> number = decimal(cell);
    BigDecimal value = number.value();
    return value == null ? new Parsed<>(null, number.fault()) : Parsed.of(value.doubleValue());
  }
}
