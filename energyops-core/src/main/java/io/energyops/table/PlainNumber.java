package io.energyops.table;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers that nearly every cell holds without a pattern, a text and a rounding: a sign,
 * digits and a decimal point, of no more digits than a spreadsheet shows.
 */
final class PlainNumber {

  private static final long LIMIT = 1_000_000_000_000_000L;
  private static final int MAX_LENGTH = 18;

  private PlainNumber() {}

  /** Returns the number without zeros at the end of its fraction; null for any other form. */
  static @Nullable BigDecimal parse(CharSequence text) {
    int length = text.length();
    int at = length > 0 && text.charAt(0) == '-' ? 1 : 0;
    boolean negative = at == 1;
    if (length > MAX_LENGTH || at == length) {
      return null;
    }
    long digits = 0;
    int point = -1;
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
      } else if (c == '.' && point < 0) {
        point = at;
      } else {
        return null;
      }
    }
    boolean noDigit = point >= 0 && length == (negative ? 2 : 1);
    if (noDigit || digits >= LIMIT) {
      return null;
    }
    int scale = point < 0 ? 0 : length - point - 1;
    while (scale > 0 && digits % 10 == 0) {
      digits /= 10;
      scale--;
    }
    return BigDecimal.valueOf(negative ? -digits : digits, scale);
  }
}
