package io.energyops.storage.local;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StorageKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A caller's stream, whose failures are the caller's. */
record SourceStream(StorageKey key, InputStream in) implements AutoCloseable {

  static SourceStream open(StorageKey key, ObjectSource source) {
    try {
      return new SourceStream(key, source.open());
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  /** Tells whether the whole content lies in memory, to be taken without a copy. */
  boolean isInMemory() {
    return in.getClass() == ByteArrayInputStream.class;
  }

  void transferTo(OutputStream target) throws IOException {
    in.transferTo(target);
  }

  int read(byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  /** A source that was waiting when its thread was interrupted did not fail by itself. */
  private static RuntimeException failed(StorageKey key, IOException cause) {
    if (Thread.currentThread().isInterrupted() || Failures.isInterruption(cause)) {
      Thread.currentThread().interrupt();
      return new StorageInterruptedException(
          "The write of object '" + key + "' was interrupted. Nothing was stored.", cause);
    }
    return new SourceFailedException(
        "The source of object '" + key + "' failed. Nothing was stored.", cause);
  }
}
