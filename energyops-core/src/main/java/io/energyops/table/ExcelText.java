package io.energyops.table;

/** Undoes the {@code _xHHHH_} escapes that workbooks use for characters that XML does not allow. */
final class ExcelText {

  private static final int ESCAPE_LENGTH = 7;

  private ExcelText() {}

  static String decode(String text) {
    int at = text.indexOf("_x");
    if (at < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int from = 0;
    while (at >= 0) {
      if (isEscape(text, at)) {
        decoded.append(text, from, at);
        decoded.append((char) Integer.parseInt(text, at + 2, at + 6, 16));
        from = at + ESCAPE_LENGTH;
        at = text.indexOf("_x", from);
      } else {
        at = text.indexOf("_x", at + 1);
      }
    }
    return decoded.append(text, from, text.length()).toString();
  }

  private static boolean isEscape(String text, int at) {
    if (at + ESCAPE_LENGTH > text.length() || text.charAt(at + 6) != '_') {
      return false;
    }
    for (int i = at + 2; i < at + 6; i++) {
      char c = text.charAt(i);
      if (Character.digit(c, 16) < 0 || c >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
