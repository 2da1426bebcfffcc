package io.energyops.storage.local;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** What was copied from a caller's source, whose failures are told apart from the disk's. */
record SourceCopy(long size, String sha256) {

  private static final int BUFFER_BYTES = 256 * 1024;

  static SourceCopy of(StorageKey key, ObjectSource source, FileChannel target, Executor executor)
      throws IOException {
    MessageDigest digest = sha256Digest();
    OptionalLong promised = source.size();
    byte[] buffer = buffer(promised);
    WriteBack writeBack = new WriteBack(target, executor);
    long size = 0;
    try (SourceStream in = SourceStream.open(key, source)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (ByteBuffer out = ByteBuffer.wrap(buffer, 0, n); out.hasRemaining(); ) {
          target.write(out);
        }
        size += n;
        writeBack.written(size);
        digest.update(buffer, 0, n);
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
    writeBack.finish();
    return new SourceCopy(size, HexFormat.of().formatHex(digest.digest()));
  }

  /** One byte more than promised shows a source that gives too much. */
  private static byte[] buffer(OptionalLong promised) {
    long wanted = promised.orElse(BUFFER_BYTES);
    return new byte[(int) Math.max(1, Math.min(BUFFER_BYTES, wanted + 1))];
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
