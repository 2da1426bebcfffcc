package io.energyops.python;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits Python into tokens: what a name, a string or a comment is, independent of an interpreter.
 * It accepts more than Python does.
 */
final class PythonTokenizer {

  private static final int MAX_TOKENS = 400_000;
  // CPython's own limit.
  private static final int MAX_BRACKETS = 200;
  private static final int MAX_NESTED_STRINGS = 40;

  private final SourceCursor cursor;
  private final List<PythonToken> all = new ArrayList<>();
  private int tokenCount;
  private int nesting;
  private SourcePosition lineStart = SourcePosition.START;
  private SourcePosition busiestLine = SourcePosition.START;
  private int lineTokens;
  private int mostTokens;

  private PythonTokenizer(String text) {
    this.cursor = new SourceCursor(text);
  }

  static PythonTokens scan(String text) {
    PythonTokenizer tokenizer = new PythonTokenizer(text);
    SourceProblem problem = null;
    try {
      tokenizer.tokens(tokenizer.all, false);
    } catch (SourceProblemException e) {
      problem = e.problem();
    }
    tokenizer.endLine();
    return new PythonTokens(tokenizer.all, tokenizer.busiestLine, problem);
  }

  /** Reads the expression of a replacement field, up to what ends it. */
  List<PythonToken> field() throws SourceProblemException {
    enter(cursor.position());
    List<PythonToken> tokens = new ArrayList<>();
    tokens(tokens, true);
    leave();
    return tokens;
  }

  void enter(SourcePosition where) throws SourceProblemException {
    if (++nesting > MAX_NESTED_STRINGS) {
      throw new SourceProblemException(
          SourceProblem.tooDeep(where, "f-strings are nested too deeply"));
    }
  }

  void leave() {
    nesting--;
  }

  private void tokens(List<PythonToken> out, boolean field) throws SourceProblemException {
    Deque<PythonToken> open = new ArrayDeque<>();
    while (cursor.peek() != SourceCursor.END) {
      int here = cursor.peek();
      if (field && open.isEmpty() && endsField(here)) {
        return;
      }
      SourcePosition at = cursor.position();
      if (here == '\n') {
        cursor.next();
        if (open.isEmpty() && !field) {
          add(out, new PythonToken(PythonToken.Type.NEWLINE, "\n", at, List.of()));
          endLine();
        }
      } else if (here == '#') {
        while (cursor.peek() != '\n' && cursor.peek() != SourceCursor.END) {
          cursor.next();
        }
      } else if (here == ' ' || here == '\t' || here == '\f') {
        cursor.next();
      } else if (here == '\\' && (cursor.peek(1) == '\n' || cursor.peek(1) == '\r')) {
        cursor.skip(2);
      } else {
        PythonToken token = token(here, at);
        add(out, token);
        track(open, token);
      }
    }
    PythonToken unclosed = open.peekLast();
    if (unclosed != null) {
      throw new SourceProblemException(
          SourceProblem.syntax(unclosed.position(), "'" + unclosed.text() + "' was never closed"));
    }
  }

  private boolean endsField(int here) {
    return here == '}' || here == ':' || (here == '!' && cursor.peek(1) != '=');
  }

  private PythonToken token(int here, SourcePosition at) throws SourceProblemException {
    if (here == '"' || here == '\'') {
      return new StringScanner(cursor, this, "", at).scan();
    }
    if (here == '_' || Character.isUnicodeIdentifierStart(here)) {
      String name = name();
      boolean quoted = cursor.peek() == '"' || cursor.peek() == '\'';
      return quoted && StringScanner.isPrefix(name)
          ? new StringScanner(cursor, this, name, at).scan()
          : new PythonToken(PythonToken.Type.NAME, name, at, List.of());
    }
    if (digit(here) || (here == '.' && digit(cursor.peek(1)))) {
      return number(at);
    }
    cursor.next();
    return new PythonToken(PythonToken.Type.OPERATOR, Character.toString(here), at, List.of());
  }

  // Python compares identifiers in NFKC: fancy letters spell the same name.
  private String name() {
    StringBuilder name = new StringBuilder();
    while (cursor.peek() == '_' || Character.isUnicodeIdentifierPart(cursor.peek())) {
      name.appendCodePoint(cursor.next());
    }
    return Normalizer.normalize(name, Normalizer.Form.NFKC);
  }

  private PythonToken number(SourcePosition at) {
    boolean point = false;
    while (true) {
      int here = cursor.peek();
      boolean fraction = here == '.' && !point && !Character.isLetter(cursor.peek(1));
      if (!fraction && here != '_' && !Character.isLetterOrDigit(here)) {
        return new PythonToken(PythonToken.Type.NUMBER, "0", at, List.of());
      }
      point |= fraction;
      cursor.next();
    }
  }

  private static boolean digit(int codePoint) {
    return codePoint >= '0' && codePoint <= '9';
  }

  private void add(List<PythonToken> out, PythonToken token) throws SourceProblemException {
    if (++tokenCount > MAX_TOKENS) {
      throw new SourceProblemException(
          SourceProblem.notInspected(
              ScriptRule.NOT_INSPECTED, token.position(), "there are too many tokens"));
    }
    if (lineTokens++ == 0) {
      lineStart = token.position();
    }
    out.add(token);
  }

  private void endLine() {
    if (lineTokens > mostTokens) {
      mostTokens = lineTokens;
      busiestLine = lineStart;
    }
    lineTokens = 0;
  }

  private static void track(Deque<PythonToken> open, PythonToken token)
      throws SourceProblemException {
    String partner = token.type() == PythonToken.Type.OPERATOR ? opener(token.text()) : null;
    if (partner != null) {
      PythonToken last = open.pollLast();
      if (last == null || !last.is(partner)) {
        throw new SourceProblemException(
            SourceProblem.syntax(token.position(), "unmatched '" + token.text() + "'"));
      }
    } else if (token.is("(") || token.is("[") || token.is("{")) {
      open.addLast(token);
      if (open.size() > MAX_BRACKETS) {
        throw new SourceProblemException(
            SourceProblem.syntax(token.position(), "too many nested parentheses"));
      }
    }
  }

  private static @Nullable String opener(String closer) {
    return switch (closer) {
      case ")" -> "(";
      case "]" -> "[";
      case "}" -> "{";
      default -> null;
    };
  }
}
