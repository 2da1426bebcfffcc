package io.energyops.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Counts what in a stream of bytes is UTF-8 beyond ASCII, and what breaks it. Pieces of plain
 * ASCII, which most files are made of, are not decoded.
 */
final class Utf8Check {

  /** The most bytes that are taken at once. */
  static final int MAX_PIECE_BYTES = 64 * 1024;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(MAX_PIECE_BYTES + 8);
  private final CharBuffer chars = CharBuffer.allocate(4096);
  private long fed;
  private long multibyte;
  private long broken;
  private long firstBroken = -1;

  void add(byte[] buffer, int length) {
    fed += length;
    if (bytes.position() > 0 || !ascii(buffer, length)) {
      bytes.put(buffer, 0, length);
      decode(false);
    }
  }

  private static boolean ascii(byte[] buffer, int length) {
    long all = 0;
    int at = 0;
    for (; at + 4 * Long.BYTES <= length; at += 4 * Long.BYTES) {
      all |=
          (long) LONGS.get(buffer, at)
              | (long) LONGS.get(buffer, at + 8)
              | (long) LONGS.get(buffer, at + 16)
              | (long) LONGS.get(buffer, at + 24);
    }
    for (; at < length; at++) {
      all |= buffer[at];
    }
    return (all & HIGH_BITS) == 0;
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
        firstBroken = broken == 0 ? fed - bytes.remaining() : firstBroken;
        bytes.position(bytes.position() + result.length());
        broken++;
      }
    } while (!result.isUnderflow());
    bytes.compact();
  }

  private void count() {
    chars.flip();
    while (chars.hasRemaining()) {
      multibyte += chars.get() >= 0x80 ? 1 : 0;
    }
    chars.clear();
  }

  long multibyte() {
    return multibyte;
  }

  long broken() {
    return broken;
  }

  /** Where the first broken byte is, from 0; -1 where none is. */
  long firstBroken() {
    return firstBroken;
  }
}
