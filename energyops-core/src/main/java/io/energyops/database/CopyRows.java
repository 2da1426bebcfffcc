package io.energyops.database;

import io.energyops.annotation.Internal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY (its manual, "COPY, File Formats"). */
@Internal
public final class CopyRows {

  private final StringBuilder text = new StringBuilder();
  private boolean begun;

  /** Creates an empty text. */
  public CopyRows() {}

  /**
   * Adds one value to the row.
   *
   * @param value any text without U+0000, which PostgreSQL does not store
   * @return this
   */
  public CopyRows value(String value) {
    if (begun) {
      text.append('\t');
    }
    begun = true;
    int plainFrom = 0;
    for (int at = 0; at < value.length(); at++) {
      String escaped = escaped(value.charAt(at));
      if (escaped != null) {
        text.append(value, plainFrom, at).append(escaped);
        plainFrom = at + 1;
      }
    }
    text.append(value, plainFrom, value.length());
    return this;
  }

  /**
   * Ends the row.
   *
   * @return this
   */
  public CopyRows end() {
    text.append('\n');
    begun = false;
    return this;
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String escaped(char c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> null;
    };
  }
}
