package io.energyops.storage.local;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/** What was copied from a caller's source, whose failures are told apart from the disk's. */
record SourceCopy(long size, String sha256) {

  private static final int BUFFER_BYTES = 64 * 1024;

  static SourceCopy of(StorageKey key, ObjectSource source, FileChannel target) throws IOException {
    MessageDigest digest = sha256Digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    OptionalLong promised = source.size();
    long size = 0;
    try (InputStream in = open(key, source)) {
      for (int n = read(key, in, buffer); n >= 0; n = read(key, in, buffer)) {
        digest.update(buffer, 0, n);
        for (ByteBuffer out = ByteBuffer.wrap(buffer, 0, n); out.hasRemaining(); ) {
          target.write(out);
        }
        size += n;
      }
    }
    if (promised.isPresent() && promised.getAsLong() != size) {
      throw new SourceFailedException(
          "The source of object '"
              + key
              + "' gave "
              + size
              + " bytes, not the "
              + promised.getAsLong()
              + " that it promised. Nothing was stored.",
          null);
    }
    return new SourceCopy(size, HexFormat.of().formatHex(digest.digest()));
  }

  private static InputStream open(StorageKey key, ObjectSource source) {
    try {
      return source.open();
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  private static int read(StorageKey key, InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  private static SourceFailedException failed(StorageKey key, IOException cause) {
    return new SourceFailedException(
        "The source of object '" + key + "' failed. Nothing was stored.", cause);
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
