package io.energyops.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one string literal of any kind; hands the replacement fields of an f-string back. */
final class StringScanner {

  static final char UNKNOWN = '\ufffd';

  private final SourceCursor cursor;
  private final PythonTokenizer tokenizer;
  private final SourcePosition start;
  private final boolean raw;
  private final boolean formatted;
  private final String quote;
  private final StringBuilder text = new StringBuilder();
  private final List<List<PythonToken>> fields = new ArrayList<>();

  StringScanner(
      SourceCursor cursor, PythonTokenizer tokenizer, String prefix, SourcePosition start) {
    String lower = prefix.toLowerCase(Locale.ROOT);
    this.cursor = cursor;
    this.tokenizer = tokenizer;
    this.start = start;
    this.raw = lower.indexOf('r') >= 0;
    this.formatted = lower.indexOf('f') >= 0 || lower.indexOf('t') >= 0;
    String one = Character.toString(cursor.peek());
    this.quote = cursor.at(one.repeat(3)) ? one.repeat(3) : one;
  }

  static boolean isPrefix(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "r", "b", "u", "f", "t", "br", "rb", "fr", "rf", "tr", "rt" -> true;
      default -> false;
    };
  }

  PythonToken scan() throws SourceProblemException {
    cursor.skip(quote.length());
    literal(false);
    cursor.skip(quote.length());
    return new PythonToken(PythonToken.Type.STRING, text.toString(), start, List.copyOf(fields));
  }

  /** Up to the closing quote; in a format specification up to the brace that ends the field. */
  private void literal(boolean specification) throws SourceProblemException {
    while (!cursor.at(quote)) {
      int here = cursor.peek();
      if (here == SourceCursor.END || (here == '\n' && quote.length() == 1)) {
        throw new SourceProblemException(
            SourceProblem.syntax(start, "unterminated string literal"));
      }
      if (specification && here == '}') {
        return;
      }
      if (here == '\\') {
        escape();
      } else if (formatted && here == '{' && (specification || cursor.peek(1) != '{')) {
        field();
      } else {
        cursor.skip(formatted && !specification && doubledBrace(here) ? 2 : 1);
        text.appendCodePoint(here);
      }
    }
  }

  private boolean doubledBrace(int here) {
    return (here == '{' || here == '}') && cursor.peek(1) == here;
  }

  private void field() throws SourceProblemException {
    cursor.next();
    fields.add(tokenizer.field());
    text.append(UNKNOWN);
    if (cursor.peek() == '!') {
      cursor.skip(2);
    }
    if (cursor.peek() == ':') {
      cursor.next();
      int length = text.length();
      tokenizer.enter(start);
      literal(true);
      tokenizer.leave();
      text.setLength(length);
    }
    if (cursor.peek() != '}') {
      throw new SourceProblemException(
          SourceProblem.syntax(cursor.position(), "expecting '}' in an f-string"));
    }
    cursor.next();
  }

  private void escape() {
    cursor.next();
    int escaped = cursor.next();
    if (raw) {
      text.append('\\');
      append(escaped);
      return;
    }
    switch (escaped) {
      case '\n' -> {}
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case '\\', '\'', '"' -> text.append((char) escaped);
      case 'x' -> code(2, 16);
      case 'u' -> code(4, 16);
      case 'U' -> code(8, 16);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(escaped - '0');
      case 'N' -> text.append(UNKNOWN);
      default -> {
        text.append('\\');
        append(escaped);
      }
    }
  }

  private void octal(int first) {
    int value = first;
    for (int i = 0; i < 2 && cursor.peek() >= '0' && cursor.peek() <= '7'; i++) {
      value = value * 8 + (cursor.next() - '0');
    }
    append(value);
  }

  private void code(int digits, int radix) {
    int value = 0;
    for (int i = 0; i < digits && Character.digit(cursor.peek(), radix) >= 0; i++) {
      value = value * radix + Character.digit(cursor.next(), radix);
    }
    append(value);
  }

  private void append(int codePoint) {
    if (Character.isValidCodePoint(codePoint)) {
      text.appendCodePoint(codePoint);
    } else if (codePoint != SourceCursor.END) {
      text.append(UNKNOWN);
    }
  }
}
