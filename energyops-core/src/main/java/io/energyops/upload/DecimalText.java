package io.energyops.upload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Reads numbers as the database keeps them: exact, six decimal places, twelve digits before the
 * point. The JDK's parsers take {@code 4000.5d}, {@code NaN} and {@code 0x1p3}, or stop at the
 * comma of {@code 1.234,56} without a word.
 */
final class DecimalText {

  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
  private static final int SCALE = 6;
  private static final int MAX_INTEGER_DIGITS = 12;

  private DecimalText() {}

  static Parsed<BigDecimal> parse(String text) {
    if (PLAIN.matcher(text).matches()) {
      return of(new BigDecimal(text));
    }
    String hint =
        text.indexOf(',') >= 0 ? "; write it with a decimal point and without commas" : "";
    return Parsed.fault("must be a number such as 1234.5, but is " + Parsed.quoted(text) + hint);
  }

  static Parsed<BigDecimal> of(BigDecimal number) {
    // Judged before any digits are laid out: 1E+999 is short only as long as it is not expanded.
    if ((long) number.precision() - number.scale() > MAX_INTEGER_DIGITS && number.signum() != 0) {
      return tooLarge();
    }
    BigDecimal kept = number.signum() == 0 ? BigDecimal.ZERO : number;
    kept = kept.scale() > SCALE ? kept.setScale(SCALE, RoundingMode.HALF_EVEN) : kept;
    kept = kept.scale() < 0 ? kept.setScale(0) : kept;
    return kept.precision() - kept.scale() > MAX_INTEGER_DIGITS ? tooLarge() : Parsed.of(kept);
  }

  private static Parsed<BigDecimal> tooLarge() {
    return Parsed.fault(
        "must have at most " + MAX_INTEGER_DIGITS + " digits before the decimal point");
  }
}
