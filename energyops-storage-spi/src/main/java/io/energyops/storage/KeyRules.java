package io.energyops.storage;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for keys and prefixes: what is wrong with one, in words. */
final class KeyRules {

  static final int MAX_BYTES = 1024;

  private static final int SHOWN_CHARS = 80;

  /** What a decoder further down the line would turn into a separator or a step upwards. */
  private static final Pattern ENCODED_PATH =
      Pattern.compile("%2f|%5c|(^|/)(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

  private KeyRules() {}

  static String checkKey(String key) {
    if (isPlain(key)) {
      return key;
    }
    String wrong = key.isEmpty() ? "it is empty" : wrongCharacters(key);
    if (wrong == null) {
      wrong = key.endsWith("/") ? "it ends with '/'" : wrongSegments(key, key);
    }
    return answer("key", key, wrong);
  }

  /** A prefix may stop anywhere: what follows its last slash is no whole segment. */
  static String checkPrefix(String prefix) {
    String wrong = wrongCharacters(prefix);
    if (wrong == null) {
      int folders = prefix.lastIndexOf('/');
      wrong = folders < 0 ? null : wrongSegments(prefix, prefix.substring(0, folders));
    }
    return answer("prefix", prefix, wrong);
  }

  /** Most keys are seen to be right in one pass; a listing makes many of them. */
  private static boolean isPlain(String key) {
    char before = '/';
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean plain = c >= ' ' && c <= '~' && c != '%';
      if (!plain || (before == '/' && (c == '/' || c == '.'))) {
        return false;
      }
      before = c;
    }
    return before != '/' && key.length() <= MAX_BYTES;
  }

  private static @Nullable String wrongCharacters(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (Character.isISOControl(point)) {
        return String.format(Locale.ROOT, "it has the control character U+%04X", point);
      }
      if (point <= 0xFFFF && Character.isSurrogate((char) point)) {
        return "it has half of a surrogate pair";
      }
      i += Character.charCount(point);
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      return "it has " + bytes + " bytes in UTF-8, more than " + MAX_BYTES;
    }
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? null
        : "it is not in Unicode form NFC";
  }

  private static @Nullable String wrongSegments(String text, String folders) {
    if (text.startsWith("/")) {
      return "it starts with '/'";
    }
    for (String segment : folders.split("/", -1)) {
      if (segment.isEmpty()) {
        return "it has an empty segment";
      }
      if (segment.equals(".") || segment.equals("..")) {
        return "it has the segment '" + segment + "'";
      }
    }
    return ENCODED_PATH.matcher(folders).find()
        ? "it hides a separator or a dot segment by percent-encoding"
        : null;
  }

  private static String answer(String what, String text, @Nullable String wrong) {
    if (wrong != null) {
      throw new InvalidKeyException(
          "Storage "
              + what
              + " '"
              + shown(text)
              + "' is not allowed: "
              + wrong
              + ". Give segments of NFC text separated by single slashes, at most "
              + MAX_BYTES
              + " bytes.");
    }
    return text;
  }

  private static String shown(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .limit(SHOWN_CHARS)
        .map(point -> Character.isISOControl(point) || isLoneSurrogate(point) ? '?' : point)
        .forEach(safe::appendCodePoint);
    return text.codePointCount(0, text.length()) > SHOWN_CHARS
        ? safe.append("...").toString()
        : safe.toString();
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
