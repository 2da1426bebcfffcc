package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final long MIB = 1024 * 1024;

  byte at(long position) {
    return (byte) (word(position >>> 3) >>> ((position & 7) << 3));
  }

  private long word(long index) {
    long mixed = (index + seed * 7919L + 1) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }

  /** Writes eight bytes at a time where it can: large objects are made and compared often. */
  void fill(long position, byte[] target, int offset, int length) {
    int done = 0;
    while (done < length) {
      long at = position + done;
      if ((at & 7) == 0 && length - done >= Long.BYTES) {
        LONGS.set(target, offset + done, word(at >>> 3));
        done += Long.BYTES;
      } else {
        target[offset + done] = at(at);
        done++;
      }
    }
  }

  InputStream stream() {
    return new ContentStream(this);
  }

  byte[] bytes() {
    byte[] bytes = new byte[Math.toIntExact(size)];
    fill(0, bytes, 0, bytes.length);
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
    byte[] expected = new byte[BLOCK];
    long read = 0;
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      int wanted = (int) Math.min(n, length - read);
      fill(offset + read, expected, 0, wanted);
      int wrong = Arrays.mismatch(block, 0, wanted, expected, 0, wanted);
      assertEquals(-1, wrong, "the place of a wrong byte behind byte " + (offset + read));
      read += n;
      assertTrue(read <= length, "more bytes come than the " + length + " that were written");
    }
    assertEquals(length, read, "the number of bytes read");
  }
}
