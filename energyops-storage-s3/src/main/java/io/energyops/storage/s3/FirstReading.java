package io.energyops.storage.s3;

import io.energyops.storage.StorageKey;
import java.util.OptionalLong;

/**
 * What the first reading of a large source found. The checksum goes to the server before the bytes,
 * so the bytes are read once for it and once more to be sent; a source that fails or lies does so
 * before anything was sent.
 *
 * @param size the length in bytes
 * @param sha256 the checksum
 */
record FirstReading(long size, String sha256) {

  private static final int CHUNK_BYTES = 64 * 1024;

  static FirstReading goOn(StorageKey key, SourceReader in, OptionalLong promised) {
    byte[] chunk = new byte[CHUNK_BYTES];
    long most = promised.orElse(Long.MAX_VALUE);
    // The reader keeps what counts: length and checksum.
    int n = chunk.length;
    while (n == chunk.length && in.count() <= most) {
      n = in.fill(chunk, chunk.length);
    }
    Writes.requirePromised(key, promised, in.count());
    return new FirstReading(in.count(), in.sha256());
  }
}
