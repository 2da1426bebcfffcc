package io.energyops.storage.local;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a key's segment into file names and back. Lower-case ASCII, digits, {@code . _ -} stay as
 * they are; a capital is {@code !} and its small letter, so that file systems that ignore case keep
 * keys apart; everything else is percent-encoded UTF-8, so that none that changes the form of
 * Unicode can. A segment too long for one name becomes several.
 */
final class SegmentCodec {

  /** Some encrypted file systems take 143 bytes in a name; two escapes and a mark still fit. */
  private static final int MAX_NAME = 120;

  /** Windows reserves these in every folder, with any extension. */
  private static final Pattern RESERVED =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  private static final HexFormat HEX = HexFormat.of();

  private SegmentCodec() {}

  /** Returns one name, or the parts of a long one in order; unmarked. */
  static List<String> encode(String segment) {
    if (isItsOwnName(segment)) {
      return List.of(segment);
    }
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    segment
        .codePoints()
        .forEach(
            point -> {
              String encoded = encode(point);
              if (name.length() + encoded.length() > MAX_NAME) {
                names.add(unreserved(name.toString()));
                name.setLength(0);
              }
              name.append(encoded);
            });
    // Windows drops a dot at the end of a name.
    String last = name.toString().replaceFirst("\\.$", "%2e");
    names.add(unreserved(last));
    return names;
  }

  /** Returns the segment that has exactly these names, or null when no segment has. */
  static @Nullable String decode(List<String> names) {
    if (names.size() == 1 && isItsOwnName(names.get(0))) {
      return names.get(0);
    }
    String segment = decode(String.join("", names));
    return segment != null && !segment.isEmpty() && encode(segment).equals(names) ? segment : null;
  }

  /** Tells of most segments quickly that nothing in them needs encoding. */
  private static boolean isItsOwnName(String segment) {
    int length = segment.length();
    if (length == 0 || length > MAX_NAME || segment.charAt(length - 1) == '.') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!isPlain(segment.charAt(i))) {
        return false;
      }
    }
    return !isReserved(segment);
  }

  private static boolean isReserved(String name) {
    return !name.isEmpty()
        && "cpanl".indexOf(name.charAt(0)) >= 0
        && RESERVED.matcher(name).matches();
  }

  private static String encode(int point) {
    if (isPlain(point)) {
      return Character.toString(point);
    }
    if (point >= 'A' && point <= 'Z') {
      return "!" + (char) (point + ('a' - 'A'));
    }
    return percent(Character.toString(point));
  }

  private static boolean isPlain(int point) {
    return (point >= 'a' && point <= 'z')
        || (point >= '0' && point <= '9')
        || point == '.'
        || point == '_'
        || point == '-';
  }

  private static String unreserved(String name) {
    return isReserved(name) ? percent(name.substring(0, 1)) + name.substring(1) : name;
  }

  private static String percent(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      encoded.append('%').append(HEX.toHexDigits(b));
    }
    return encoded.toString();
  }

  private static @Nullable String decode(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length());
    try {
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (c == '%') {
          bytes.write(HexFormat.fromHexDigits(name, i + 1, i + 3));
          i += 2;
        } else if (c == '!') {
          bytes.write(name.charAt(++i) - ('a' - 'A'));
        } else {
          bytes.write(c);
        }
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException | IndexOutOfBoundsException | NumberFormatException foreign) {
      return null;
    }
  }
}
