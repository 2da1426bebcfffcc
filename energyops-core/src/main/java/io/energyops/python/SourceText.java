package io.energyops.python;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a script, their text, and what makes them unfit for inspection, if anything. The
 * text has no byte-order mark; the bytes are those that will run.
 */
final class SourceText {

  private static final Set<String> UTF_8_NAMES = Set.of("utf-8", "utf8", "utf-8-sig");
  private static final Pattern DECLARATION =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");
  private static final Pattern NO_STATEMENT = Pattern.compile("^[ \\t\\f]*(#.*)?$");
  private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");

  private final byte[] bytes;
  private final String text;
  private final @Nullable SourceProblem problem;

  private SourceText(byte[] bytes, String text, @Nullable SourceProblem problem) {
    this.bytes = bytes;
    this.text = text;
    this.problem = problem;
  }

  static SourceText of(byte[] bytes, int limitBytes) {
    if (bytes.length > limitBytes) {
      String why = bytes.length + " bytes exceed the limit of " + limitBytes + " bytes";
      return unfit(
          bytes, SourceProblem.notInspected(ScriptRule.TOO_LARGE, SourcePosition.START, why));
    }
    // The declaration first: another encoding explains why the bytes are no UTF-8.
    SourceProblem declared = foreignDeclaration(new String(bytes, StandardCharsets.ISO_8859_1));
    if (declared != null) {
      return unfit(bytes, declared);
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return unfit(bytes, encodingProblem(firstBadLine(bytes), "the text is not valid UTF-8"));
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      return unfit(
          bytes,
          SourceProblem.syntax(position(text, nul), "source code cannot contain null bytes"));
    }
    return new SourceText(bytes, text.startsWith("\ufeff") ? text.substring(1) : text, null);
  }

  static SourceText of(String text, int limitBytes) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return of(exact, limitBytes);
    } catch (CharacterCodingException e) {
      return unfit(
          new byte[0],
          encodingProblem(SourcePosition.START, "the text holds half a surrogate pair"));
    }
  }

  byte[] bytes() {
    return bytes;
  }

  String text() {
    return text;
  }

  @Nullable SourceProblem problem() {
    return problem;
  }

  private static @Nullable SourceProblem foreignDeclaration(String latin) {
    String[] lines =
        LINE_END.split(latin.startsWith("\u00ef\u00bb\u00bf") ? latin.substring(3) : latin, 3);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Matcher declaration = DECLARATION.matcher(lines[i]);
      if (declaration.find()) {
        String name = declaration.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
        return UTF_8_NAMES.contains(name)
            ? null
            : encodingProblem(
                new SourcePosition(i + 1, declaration.start(1) + 1),
                "the declared source encoding " + name + " is not UTF-8");
      }
      if (!NO_STATEMENT.matcher(lines[i]).matches()) {
        return null;
      }
    }
    return null;
  }

  private static SourcePosition firstBadLine(byte[] bytes) {
    CharBuffer out = CharBuffer.allocate(bytes.length);
    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true);
    return position(out.flip().toString(), out.length());
  }

  private static SourcePosition position(String text, int offset) {
    String before = text.substring(0, offset);
    String[] lines = LINE_END.split(before, -1);
    String last = lines[lines.length - 1];
    return new SourcePosition(lines.length, last.codePointCount(0, last.length()) + 1);
  }

  private static SourceProblem encodingProblem(SourcePosition at, String why) {
    return SourceProblem.notInspected(
        ScriptRule.ENCODING, at, why + " (line " + at.line() + ", column " + at.column() + ")");
  }

  private static SourceText unfit(byte[] bytes, SourceProblem problem) {
    return new SourceText(bytes, "", problem);
  }
}
