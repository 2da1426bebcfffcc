package io.energyops.log;

/** Makes any text one that both databases store and give back unchanged. */
final class LogText {

  private static final char VISIBLE_NUL = '\u2400';
  private static final char REPLACEMENT = '\uFFFD';

  private LogText() {}

  /** PostgreSQL refuses U+0000 in text; half a surrogate pair has no UTF-8 form. */
  static String storable(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (unstorable(text, at)) {
        return replaced(text, at);
      }
    }
    return text;
  }

  private static String replaced(String text, int first) {
    StringBuilder copy = new StringBuilder(text.length()).append(text, 0, first);
    for (int at = first; at < text.length(); at++) {
      char c = text.charAt(at);
      if (unstorable(text, at)) {
        copy.append(c == 0 ? VISIBLE_NUL : REPLACEMENT);
      } else {
        copy.append(c);
      }
    }
    return copy.toString();
  }

  private static boolean unstorable(String text, int at) {
    char c = text.charAt(at);
    if (c == 0) {
      return true;
    }
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }
}
