package io.energyops.storage.local;

import io.energyops.storage.StorageDamagedException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The end of an object's file: its metadata, in the same file as the content so that both are
 * always of one version. Its length is fixed, so that the file's length tells the content's:
 *
 * <pre>
 * 255  content type, ASCII, filled up with zeros
 *   1  its length
 *   8  length of the content
 *   8  milliseconds of the stamp
 *   4  nanoseconds below them
 *  32  SHA-256 of the content
 *   4  CRC-32 of all before
 *   8  mark, with the format's number
 * </pre>
 */
record Trailer(long size, Stamp stamp, String sha256, String contentType) {

  static final int BYTES = 320;

  private static final long MARK = 0x454f_5053_4f42_4a32L;
  private static final int MAX_TYPE = 255;
  private static final int SHA256_BYTES = 32;
  private static final HexFormat HEX = HexFormat.of();

  /**
   * Lets a content type pass that has a place in a trailer.
   *
   * @throws StorageException when it has another form
   */
  static String checked(StorageKey key, String contentType) {
    if (contentType.length() > MAX_TYPE
        || !contentType.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new StorageException(
          StorageErrorCode.INVALID_ARGUMENT,
          "The content type of object '"
              + key
              + "' cannot be kept. Give at most "
              + MAX_TYPE
              + " printable ASCII characters.",
          null);
    }
    return contentType;
  }

  ByteBuffer encoded() {
    byte[] type = contentType.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    out.put(Arrays.copyOf(type, MAX_TYPE)).put((byte) type.length);
    out.putLong(size).putLong(stamp.millis()).putInt(stamp.below()).put(HEX.parseHex(sha256));
    return out.putInt(crc(out)).putLong(MARK).flip();
  }

  /** Reads the end of an open file. */
  static Trailer read(StorageKey key, FileChannel file) throws IOException {
    long total = file.size();
    if (total < BYTES) {
      throw damaged(key);
    }
    ByteBuffer end = ByteBuffer.allocate(BYTES);
    while (end.hasRemaining()) {
      if (file.read(end, total - end.remaining()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return decode(key, end.array(), BYTES, total);
  }

  /** Decodes the last bytes of what was read of a file. */
  static Trailer decode(StorageKey key, byte[] bytes, int length, long total) {
    if (length < BYTES) {
      throw damaged(key);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, length - BYTES, BYTES).slice();
    byte[] type = new byte[MAX_TYPE];
    int typeLength = Byte.toUnsignedInt(in.get(type).get());
    long size = in.getLong();
    Stamp stamp = new Stamp(in.getLong(), in.getInt());
    byte[] sha256 = new byte[SHA256_BYTES];
    in.get(sha256);
    if (crc(in) != in.getInt() || in.getLong() != MARK || size != total - BYTES) {
      throw damaged(key);
    }
    return new Trailer(
        size,
        stamp,
        HEX.formatHex(sha256),
        new String(type, 0, typeLength, StandardCharsets.US_ASCII));
  }

  StoredObject describe(StorageKey key) {
    return StoredObject.builder(key, size, stamp.instant(), stamp.version(size))
        .sha256(sha256)
        .contentType(contentType.isEmpty() ? null : contentType)
        .build();
  }

  /** Of what stands before the position. */
  private static int crc(ByteBuffer buffer) {
    CRC32 crc = new CRC32();
    crc.update(buffer.duplicate().flip());
    return (int) crc.getValue();
  }

  private static StorageDamagedException damaged(StorageKey key) {
    return new StorageDamagedException(
        "The file of object '"
            + key
            + "' was cut off or changed by others. Delete the object and store it again.",
        null);
  }
}
