package io.energyops.table;

import java.text.Normalizer;
import java.util.Locale;

/** Compares headers by what a person reads, not by the characters behind it. */
public final class HeaderText {

  private HeaderText() {}

  /**
   * Reduces a header to its letters and digits: compatibility forms (full width, no-break space)
   * are replaced, and case, white space, punctuation and invisible characters go. {@code "Time
   * Period"}, {@code "TimePeriod"} and {@code "time_period"} all become {@code "timeperiod"}.
   *
   * @param header the header as the file has it
   * @return the form to compare; empty when nothing readable is in it
   */
  public static String normalise(String header) {
    StringBuilder kept = new StringBuilder(header.length());
    Normalizer.normalize(header, Normalizer.Form.NFKC)
        .codePoints()
        .filter(HeaderText::readable)
        .forEach(kept::appendCodePoint);
    return kept.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Spells out what cannot be seen or told apart, for error messages: every character outside
   * printable ASCII becomes its code point.
   *
   * @param header the header as the file has it
   * @return for example {@code "<U+00A0>MCP<U+000A>(Rs/MWh)"}
   */
  public static String visible(String header) {
    StringBuilder text = new StringBuilder(header.length());
    header
        .codePoints()
        .forEach(
            c -> {
              if (c >= 0x20 && c < 0x7F) {
                text.append((char) c);
              } else {
                text.append(String.format(Locale.ROOT, "<U+%04X>", c));
              }
            });
    return text.toString();
  }

  static boolean invisible(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.FORMAT;
  }

  private static boolean readable(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isLetterOrDigit(codePoint)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
