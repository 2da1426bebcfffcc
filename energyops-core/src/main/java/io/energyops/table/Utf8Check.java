package io.energyops.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Counts what in a stream of bytes is UTF-8 beyond ASCII, and what breaks it. */
final class Utf8Check {

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(16 * 1024);
  private final CharBuffer chars = CharBuffer.allocate(4096);
  private long multibyte;
  private long broken;
  private long line = 1;
  private long firstBrokenLine;

  void add(byte[] buffer, int length) {
    bytes.put(buffer, 0, length);
    decode(false);
  }

  void end() {
    decode(true);
  }

  private void decode(boolean end) {
    bytes.flip();
    CoderResult result;
    do {
      result = decoder.decode(bytes, chars, end);
      count();
      if (result.isError()) {
        bytes.position(bytes.position() + result.length());
        broken++;
        firstBrokenLine = broken == 1 ? line : firstBrokenLine;
      }
    } while (!result.isUnderflow());
    bytes.compact();
  }

  private void count() {
    chars.flip();
    while (chars.hasRemaining()) {
      char c = chars.get();
      line += c == '\n' ? 1 : 0;
      multibyte += c >= 0x80 ? 1 : 0;
    }
    chars.clear();
  }

  long multibyte() {
    return multibyte;
  }

  long broken() {
    return broken;
  }

  long firstBrokenLine() {
    return firstBrokenLine;
  }
}
