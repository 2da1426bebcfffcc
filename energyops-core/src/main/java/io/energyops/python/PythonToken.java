package io.energyops.python;

import java.util.List;

/**
 * One token of Python.
 *
 * @param text a name in NFKC, an operator's character, the constant text of a string (with a
 *     replacement character for each unknown part)
 * @param fields the tokens of each replacement field of an f-string
 */
record PythonToken(
    Type type, String text, SourcePosition position, List<List<PythonToken>> fields) {

  /** A NEWLINE ends a logical line; line ends within brackets are no tokens. */
  enum Type {
    NAME,
    NUMBER,
    STRING,
    OPERATOR,
    NEWLINE
  }

  boolean is(String operator) {
    return type == Type.OPERATOR && text.equals(operator);
  }

  boolean isName(String name) {
    return type == Type.NAME && text.equals(name);
  }
}
