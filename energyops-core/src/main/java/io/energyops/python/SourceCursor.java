package io.energyops.python;

/** Walks over a source by code points and knows line and column. Line ends count as one step. */
final class SourceCursor {

  static final int END = -1;

  private final String text;
  private int offset;
  private int line = 1;
  private int column = 1;

  SourceCursor(String text) {
    this.text = text;
  }

  /** The code point here, a line feed for every kind of line end, or {@link #END}. */
  int peek() {
    if (offset >= text.length()) {
      return END;
    }
    int here = text.codePointAt(offset);
    return here == '\r' ? '\n' : here;
  }

  /** The code unit at a distance, or {@link #END}; of use for what is ASCII. */
  int peek(int distance) {
    int at = offset + distance;
    return at < text.length() ? text.charAt(at) : END;
  }

  int next() {
    int here = peek();
    if (here == '\n') {
      offset += text.startsWith("\r\n", offset) ? 2 : 1;
      line++;
      column = 1;
    } else if (here != END) {
      offset += Character.charCount(here);
      column++;
    }
    return here;
  }

  void skip(int steps) {
    for (int i = 0; i < steps; i++) {
      next();
    }
  }

  boolean at(String ascii) {
    return text.startsWith(ascii, offset);
  }

  SourcePosition position() {
    return new SourcePosition(line, column);
  }
}
