package io.energyops.storage.local;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What leads to the next page: which listing it was, and the last key of the page before, by which
 * any instance can go on.
 */
record Continuation(long listing, String last) {

  private static final int FIXED_BYTES = Integer.BYTES + Long.BYTES;

  String encode() {
    byte[] key = last.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + key.length);
    out.putInt(0).putLong(listing).put(key).flip();
    out.putInt(0, crc(out));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
  }

  static Continuation decode(String text) {
    try {
      ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (in.remaining() > FIXED_BYTES && in.getInt() == crc(in)) {
        long listing = in.getLong();
        String last = StandardCharsets.UTF_8.decode(in).toString();
        return new Continuation(listing, StorageKey.of(last).value());
      }
      throw foreign(null);
    } catch (IllegalArgumentException | InvalidKeyException e) {
      throw foreign(e);
    }
  }

  private static int crc(ByteBuffer buffer) {
    CRC32 crc = new CRC32();
    crc.update(buffer.duplicate().rewind().position(Integer.BYTES));
    return (int) crc.getValue();
  }

  private static StorageException foreign(@Nullable RuntimeException cause) {
    return new StorageException(
        StorageErrorCode.INVALID_ARGUMENT,
        "The continuation is none of local storage. Hand back the one of the page before.",
        cause);
  }
}
