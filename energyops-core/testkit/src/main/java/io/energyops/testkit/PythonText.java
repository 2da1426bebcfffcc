package io.energyops.testkit;

import java.util.Locale;

/** Writes text as a Python string literal of ASCII characters. */
final class PythonText {

  private PythonText() {}

  static String quoted(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                literal.append('\\').appendCodePoint(point);
              } else if (point >= ' ' && point < 0x7f) {
                literal.appendCodePoint(point);
              } else {
                literal.append(String.format(Locale.ROOT, "\\U%08x", point));
              }
            });
    return literal.append('"').toString();
  }
}
