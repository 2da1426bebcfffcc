package io.energyops.upload;

/** Text of a cell without what nobody sees. */
final class CellText {

  private static final int TAB = '\t';

  private CellText() {}

  /** Cuts white space of any kind and invisible characters off both ends. */
  static String trimmed(String text) {
    int[] points = text.codePoints().toArray();
    int from = 0;
    int to = points.length;
    while (from < to && invisible(points[from])) {
      from++;
    }
    while (to > from && invisible(points[to - 1])) {
      to--;
    }
    return new String(points, from, to - from);
  }

  /** Takes text that both databases can store. */
  static Parsed<String> storable(String text) {
    String trimmed = trimmed(text);
    if (trimmed.isEmpty()) {
      return Parsed.nothing();
    }
    // PostgreSQL stores no U+0000, and UTF-8 has no form for half a surrogate pair.
    boolean bad =
        trimmed
            .codePoints()
            .anyMatch(
                c ->
                    (Character.isISOControl(c) && c != TAB && c != '\n' && c != '\r')
                        || Character.getType(c) == Character.SURROGATE);
    return bad
        ? Parsed.fault("holds a control character: " + Parsed.quoted(trimmed))
        : Parsed.of(trimmed);
  }

  private static boolean invisible(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0xFEFF
        || codePoint == 0x200B;
  }
}
