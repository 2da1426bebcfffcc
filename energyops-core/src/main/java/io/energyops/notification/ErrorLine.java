package io.energyops.notification;

import io.energyops.annotation.Internal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises log lines that report an error. Stateless and thread-safe. */
@Internal
public final class ErrorLine {

  /** The most characters of a line that a notification shows. */
  public static final int MAX_MESSAGE_LENGTH = 200;

  /** The fingerprint of lines that name no kind of error. */
  public static final String GENERIC = "generic";

  // Case is folded for ASCII alone, so no default locale (the Turkish i) changes the answer.
  private static final Pattern KIND =
      Pattern.compile("(?:error|exception|failed):\\s*+(\\w{1,64})", Pattern.CASE_INSENSITIVE);

  private ErrorLine() {}

  /**
   * Tells whether a line contains "error" or "exception" in any case.
   *
   * @param line a log line
   * @return true when it is worth a notification
   */
  public static boolean matches(String line) {
    // Every line of every program passes here, and a pattern took a tenth of its way.
    return contains(line, "error") || contains(line, "exception");
  }

  private static boolean contains(String line, String word) {
    for (int from = line.length() - word.length(); from >= 0; from--) {
      int at = 0;
      while (at < word.length() && (line.charAt(from + at) | ' ') == word.charAt(at)) {
        at++;
      }
      if (at == word.length()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns what makes two messages the same kind: the word after {@code Error:}, {@code
   * Exception:} or {@code Failed:} in any case, at most 64 characters of it.
   *
   * @param message a log line or message
   * @return the word, or {@link #GENERIC} when there is none
   */
  public static String fingerprint(String message) {
    Matcher matcher = KIND.matcher(message);
    return matcher.find() ? matcher.group(1) : GENERIC;
  }

  /**
   * Returns as much of a line as a notification shows.
   *
   * @param line a log line
   * @return its first {@value #MAX_MESSAGE_LENGTH} characters, never half a surrogate pair
   */
  public static String message(String line) {
    if (line.length() <= MAX_MESSAGE_LENGTH) {
      return line;
    }
    boolean splitsPair = Character.isHighSurrogate(line.charAt(MAX_MESSAGE_LENGTH - 1));
    return line.substring(0, splitsPair ? MAX_MESSAGE_LENGTH - 1 : MAX_MESSAGE_LENGTH);
  }
}
