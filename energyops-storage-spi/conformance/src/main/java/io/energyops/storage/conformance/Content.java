package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.storage.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Bytes that are made while they are read, so that large objects need no memory. Each byte depends
 * on the seed and on its place, so what is mixed up or shifted shows.
 *
 * @param seed tells contents of one size apart
 * @param size in bytes
 */
record Content(int seed, long size) {

  private static final int BLOCK = 16_384;

  static final long MIB = 1024 * 1024;

  byte at(long position) {
    long mixed = (position + seed * 7919L) * 0x9E3779B97F4A7C15L;
    return (byte) (mixed >>> 56);
  }

  InputStream stream() {
    return new ContentStream(this);
  }

  byte[] bytes() {
    byte[] bytes = new byte[Math.toIntExact(size)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = at(i);
    }
    return bytes;
  }

  ObjectSource source() {
    return promising(size);
  }

  ObjectSource unsized() {
    return this::stream;
  }

  /** Says another size than it has, unless they are the same. */
  ObjectSource promising(long promised) {
    return new ObjectSource() {
      @Override
      public InputStream open() {
        return stream();
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.of(promised);
      }
    };
  }

  String sha256() throws IOException {
    try (InputStream in = stream()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[BLOCK];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  void assertSame(InputStream in) throws IOException {
    assertSame(in, 0, size);
  }

  /** Reads the stream to its end and compares it with a stretch of this content. */
  void assertSame(InputStream in, long offset, long length) throws IOException {
    byte[] block = new byte[BLOCK];
    long read = 0;
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      for (int i = 0; i < n && read + i < length; i++) {
        if (block[i] != at(offset + read + i)) {
          throw new AssertionError(
              "Byte " + (offset + read + i) + " of " + size + " is not the one that was written");
        }
      }
      read += n;
    }
    assertEquals(length, read, "the number of bytes read");
  }
}
