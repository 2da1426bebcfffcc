package io.energyops.upload;

import org.jspecify.annotations.Nullable;

/**
 * What a cell came to: a value, nothing, or what is wrong with it.
 *
 * @param value the value, or null for nothing
 * @param fault the rest of a sentence that begins with the field's name, or null
 * @param <V> type of the value
 */
record Parsed<V>(@Nullable V value, @Nullable String fault) {

  private static final int SHOWN = 40;

  static <V> Parsed<V> of(V value) {
    return new Parsed<>(value, null);
  }

  static <V> Parsed<V> nothing() {
    return new Parsed<>(null, null);
  }

  static <V> Parsed<V> fault(String fault) {
    return new Parsed<>(null, fault);
  }

  /** Quotes a value in a message, bounded and without characters that cannot be seen. */
  static String quoted(String raw) {
    StringBuilder text = new StringBuilder("'");
    raw.codePoints()
        .limit(SHOWN)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(text::appendCodePoint);
    return text.append(raw.codePointCount(0, raw.length()) > SHOWN ? "…'" : "'").toString();
  }
}
