package io.energyops.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** The bytes of one stream since its last line end. Confined to its assembler. */
final class PartialLine {

  private static final int FIRST_CAPACITY = 256;

  private final int maxBytes;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int length;
  private boolean afterReturn;

  PartialLine(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean pending() {
    return length > 0;
  }

  /** True when a line feed would belong to the line end that came before it. */
  boolean awaitsLineFeed() {
    return afterReturn;
  }

  void noLineFeed() {
    afterReturn = false;
  }

  void feed(byte[] bytes, Consumer<String> lines) {
    int start = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        append(bytes, start, at, lines);
        start = at + 1;
        end(bytes[at] == '\r', lines);
      }
    }
    append(bytes, start, bytes.length, lines);
  }

  void finish(Consumer<String> lines) {
    afterReturn = false;
    if (length > 0) {
      lines.accept(take(length));
    }
  }

  private void end(boolean carriageReturn, Consumer<String> lines) {
    if (!carriageReturn && afterReturn) {
      afterReturn = false;
    } else if (!carriageReturn || length > 0) {
      // A return on an empty line only goes to where the cursor is: progress bars begin with one.
      lines.accept(take(length));
      afterReturn = carriageReturn;
    }
  }

  private void append(byte[] bytes, int from, int to, Consumer<String> lines) {
    int at = from;
    while (at < to) {
      afterReturn = false;
      if (length == maxBytes) {
        lines.accept(take(wholeCharacters()) + LineAssembler.CUT_MARK);
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
