package io.energyops.database;

/**
 * Text that both databases hold: PostgreSQL refuses a NUL in text, and in {@code jsonb} its escape
 * and half a surrogate pair as well. A row with one of these would fail for ever, so each becomes
 * U+FFFD, which Unicode has for what cannot be shown.
 */
final class StorableText {

  private static final char REPLACEMENT = '\uFFFD';
  private static final String ESCAPED_REPLACEMENT = "\\ufffd";
  private static final int ESCAPE = 6;

  private StorableText() {}

  static String plain(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', REPLACEMENT);
  }

  static String json(String text) {
    if (text.indexOf("\\u") < 0) {
      return text;
    }
    StringBuilder storable = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) != '\\') {
        storable.append(text.charAt(at++));
      } else if (!text.startsWith("\\u", at) || at + ESCAPE > text.length()) {
        storable.append(text, at, Math.min(text.length(), at + 2));
        at += 2;
      } else if (isPair(text, at)) {
        storable.append(text, at, at + 2 * ESCAPE);
        at += 2 * ESCAPE;
      } else {
        char unit = unit(text, at);
        boolean refused = unit == 0 || Character.isSurrogate(unit);
        storable.append(refused ? ESCAPED_REPLACEMENT : text.substring(at, at + ESCAPE));
        at += ESCAPE;
      }
    }
    return storable.toString();
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(unit(text, at))
        && text.startsWith("\\u", at + ESCAPE)
        && at + 2 * ESCAPE <= text.length()
        && Character.isLowSurrogate(unit(text, at + ESCAPE));
  }

  // A digit that is none counts as zero: the text is no JSON then and the database refuses it.
  private static char unit(String text, int at) {
    int unit = 0;
    for (int i = at + 2; i < at + ESCAPE; i++) {
      unit = unit * 16 + Math.max(0, Character.digit(text.charAt(i), 16));
    }
    return (char) unit;
  }
}
