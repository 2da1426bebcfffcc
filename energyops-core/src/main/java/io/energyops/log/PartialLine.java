package io.energyops.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bytes of one stream since its last line end. Confined to its assembler. */
final class PartialLine {

  private static final int FIRST_CAPACITY = 256;

  private final int maxBytes;
  private final @Nullable EscapeSequence escape;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int length;
  private long parts;
  private boolean afterReturn;

  // Of the frame that is being fed.
  private int returns;
  private @Nullable String replaceable;

  PartialLine(LineSettings settings) {
    this.maxBytes = settings.maxLineBytes();
    this.escape = settings.escapes() == LineSettings.Escapes.STRIP ? new EscapeSequence() : null;
  }

  boolean pending() {
    return length > 0 || (escape != null && escape.open());
  }

  /** True when a line feed would belong to the line end that came before it. */
  boolean awaitsLineFeed() {
    return afterReturn;
  }

  void noLineFeed() {
    afterReturn = false;
  }

  void feed(byte[] bytes, Consumer<String> lines) {
    returns = 0;
    int start = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        append(bytes, start, at, lines);
        start = at + 1;
        end(bytes[at] == '\r', lines);
      }
    }
    append(bytes, start, bytes.length, lines);
    keepReplaceable(lines);
  }

  void finish(Consumer<String> lines) {
    afterReturn = false;
    endEscape();
    if (length > 0) {
      lines.accept(rest());
    }
  }

  private void end(boolean carriageReturn, Consumer<String> lines) {
    endEscape();
    if (!carriageReturn) {
      keepReplaceable(lines);
      if (afterReturn) {
        returns--;
      } else {
        lines.accept(rest());
      }
      afterReturn = false;
    } else if (length > 0) {
      // A return on an empty line only goes to where the cursor is: progress bars begin with one.
      endByReturn(lines);
      afterReturn = true;
    }
  }

  private void endByReturn(Consumer<String> lines) {
    boolean piece = parts > 0;
    String text = rest();
    returns++;
    if (returns > LineAssembler.MAX_RETURNS_OF_FRAME && !piece) {
      replaceable = text;
    } else {
      lines.accept(text);
    }
  }

  private void keepReplaceable(Consumer<String> lines) {
    if (replaceable != null) {
      lines.accept(replaceable);
      replaceable = null;
    }
  }

  private void endEscape() {
    if (escape != null) {
      escape.end();
    }
  }

  private void append(byte[] bytes, int from, int to, Consumer<String> lines) {
    if (from < to) {
      afterReturn = false;
    }
    if (escape == null) {
      appendText(bytes, from, to, lines);
      return;
    }
    int at = from;
    while (at < to) {
      int end = escape.textEnd(bytes, at, to);
      appendText(bytes, at, end, lines);
      at = escape.skip(bytes, end, to);
    }
  }

  private void appendText(byte[] bytes, int from, int to, Consumer<String> lines) {
    int at = from;
    while (at < to) {
      replaceable = null;
      if (length == maxBytes) {
        parts++;
        lines.accept(take(wholeCharacters()) + LineAssembler.cutMark(parts));
      }
      int count = Math.min(to - at, maxBytes - length);
      if (length + count > buffer.length) {
        int capacity = Math.max(length + count, Math.min(maxBytes, buffer.length * 2));
        buffer = Arrays.copyOf(buffer, capacity);
      }
      System.arraycopy(bytes, at, buffer, length, count);
      length += count;
      at += count;
    }
  }

  private String rest() {
    parts = 0;
    return take(length);
  }

  private String take(int count) {
    // The decoder replaces what is no UTF-8; it never fails.
    String text = new String(buffer, 0, count, StandardCharsets.UTF_8);
    System.arraycopy(buffer, count, buffer, 0, length - count);
    length -= count;
    if (length == 0 && buffer.length > FIRST_CAPACITY) {
      buffer = new byte[FIRST_CAPACITY];
    }
    return text;
  }

  /** The full buffer without a character that has only begun. */
  private int wholeCharacters() {
    int lead = length - 1;
    while (lead > length - 4 && (buffer[lead] & 0xC0) == 0x80) {
      lead--;
    }
    int first = buffer[lead] & 0xFF;
    int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    return lead + size > length ? lead : length;
  }
}
