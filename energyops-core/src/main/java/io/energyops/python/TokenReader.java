package io.energyops.python;

import java.util.List;

/** Looks at tokens by index; beyond the ends there is a line end. */
record TokenReader(List<PythonToken> tokens) {

  private static final PythonToken OUTSIDE =
      new PythonToken(PythonToken.Type.NEWLINE, "\n", SourcePosition.START, List.of());

  PythonToken at(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index) : OUTSIDE;
  }

  boolean name(int index) {
    return at(index).type() == PythonToken.Type.NAME;
  }

  boolean endsStatement(int index) {
    return at(index).type() == PythonToken.Type.NEWLINE || at(index).is(";");
  }

  boolean startsStatement(int index) {
    return endsStatement(index - 1) || at(index - 1).is(":");
  }

  /** The constant text of neighbouring strings, with or without plus signs between them. */
  Text text(int index) {
    StringBuilder text = new StringBuilder();
    int end = index;
    while (at(end).type() == PythonToken.Type.STRING) {
      text.append(at(end).text());
      end++;
      if (at(end).is("+") && at(end + 1).type() == PythonToken.Type.STRING) {
        end++;
      }
    }
    return new Text(text.toString(), end);
  }

  /** Text and the index behind it; nothing was read when that is where it began. */
  record Text(String value, int end) {}
}
