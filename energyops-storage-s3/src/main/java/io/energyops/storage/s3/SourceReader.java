package io.energyops.storage.s3;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a caller's source, with its length and checksum so far. What the source throws is
 * told apart from what the server says. Confined to one thread.
 */
final class SourceReader implements AutoCloseable {

  /** A read of a source; named because a functional interface that throws is not at hand. */
  @FunctionalInterface
  private interface Step<T> {
    T take() throws IOException;
  }

  private final StorageKey key;
  private final InputStream in;
  private final MessageDigest digest = sha256Digest();
  private long count;

  private SourceReader(StorageKey key, InputStream in) {
    this.key = key;
    this.in = in;
  }

  static SourceReader open(StorageKey key, ObjectSource source) {
    return new SourceReader(key, attempt(key, source::open));
  }

  /** Reads up to so many bytes; fewer only at the end. */
  byte[] upTo(int length) {
    byte[] bytes = step(() -> in.readNBytes(length));
    took(bytes, bytes.length);
    return bytes;
  }

  /** Fills the front of a buffer; less only at the end. */
  int fill(byte[] buffer, int length) {
    int n = step(() -> in.readNBytes(buffer, 0, length));
    took(buffer, n);
    return n;
  }

  /** Bytes read so far. */
  long count() {
    return count;
  }

  /** The checksum of what was read; ends the reading. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() {
    step(
        () -> {
          in.close();
          return true;
        });
  }

  private void took(byte[] buffer, int length) {
    digest.update(buffer, 0, length);
    count += length;
  }

  private <T> T step(Step<T> step) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(key, null);
    }
    return attempt(key, step);
  }

  private static <T> T attempt(StorageKey key, Step<T> step) {
    try {
      T taken = step.take();
      if (taken == null) {
        throw new IOException("the source gave null for a stream");
      }
      return taken;
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw interrupted(key, e);
    } catch (IOException | RuntimeException e) {
      throw new SourceFailedException(
          "The source of object '" + key + "' failed. Nothing was stored.", e);
    }
  }

  private static StorageException interrupted(StorageKey key, @Nullable Exception cause) {
    Thread.currentThread().interrupt();
    return new StorageInterruptedException(
        "The thread was interrupted while it read the source of object '" + key + "'.", cause);
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
