package io.energyops.storage.s3;

import io.energyops.storage.ObjectSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Bytes to store, and sources that misbehave. */
final class Contents {

  private Contents() {}

  static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A source that does not tell its length. */
  static ObjectSource ofUnknownLength(byte[] content) {
    return () -> new ByteArrayInputStream(content);
  }

  /** A source whose stream breaks off in the given opening, counted from 1. */
  static ObjectSource breakingIn(int opening, byte[] content, int after) {
    AtomicInteger openings = new AtomicInteger();
    return () -> {
      boolean breaks = openings.incrementAndGet() == opening;
      InputStream in = ObjectSource.of(content).open();
      return breaks ? new Breaking(in, after) : in;
    };
  }

  /** A stream that fails after so many bytes. */
  private static final class Breaking extends InputStream {
    private final InputStream in;
    private int left;

    Breaking(InputStream in, int left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left-- <= 0) {
        throw new IOException("the source broke off");
      }
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new IOException("the source broke off");
      }
      int n = in.read(target, offset, Math.min(length, left));
      left -= n;
      return n;
    }
  }
}
