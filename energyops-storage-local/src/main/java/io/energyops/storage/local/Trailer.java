package io.energyops.storage.local;

import io.energyops.storage.StorageDamagedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The end of an object's file: its metadata, in the same file as the content so that both are
 * always of one version. Behind the content stand the content type, then fields of fixed size.
 */
record Trailer(long size, Instant modifiedAt, UUID version, String sha256, String contentType) {

  private static final long MAGIC = 0x454f_5053_4f42_4a31L;
  private static final int SHA256_BYTES = 32;
  private static final int FIXED_BYTES = 8 + 8 + 16 + SHA256_BYTES + 4 + 4 + 8;
  private static final int MAX_TYPE_BYTES = 1024;

  Trailer {
    if (contentType.length() > MAX_TYPE_BYTES) {
      throw new IllegalArgumentException(
          "A content type has at most " + MAX_TYPE_BYTES + " characters.");
    }
  }

  ByteBuffer encoded() {
    byte[] type = contentType.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(type.length + FIXED_BYTES);
    out.put(type).putLong(size).putLong(modifiedAt.toEpochMilli());
    out.putLong(version.getMostSignificantBits()).putLong(version.getLeastSignificantBits());
    out.put(HexFormat.of().parseHex(sha256)).putInt(type.length).putInt(crc(out)).putLong(MAGIC);
    return out.flip();
  }

  static Trailer read(StorageKey key, FileChannel file) throws IOException {
    long total = file.size();
    if (total < FIXED_BYTES) {
      throw damaged(key);
    }
    int typeLength = typeLength(key, bytes(file, total - FIXED_BYTES, FIXED_BYTES), total);
    ByteBuffer in = bytes(file, total - FIXED_BYTES - typeLength, typeLength + FIXED_BYTES);
    byte[] type = new byte[typeLength];
    in.get(type);
    long size = in.getLong();
    Instant modifiedAt = Instant.ofEpochMilli(in.getLong());
    UUID version = new UUID(in.getLong(), in.getLong());
    byte[] sha256 = new byte[SHA256_BYTES];
    in.get(sha256).getInt();
    if (crc(in) != in.getInt() || size != total - FIXED_BYTES - typeLength) {
      throw damaged(key);
    }
    return new Trailer(
        size,
        modifiedAt,
        version,
        HexFormat.of().formatHex(sha256),
        new String(type, StandardCharsets.UTF_8));
  }

  StoredObject describe(StorageKey key) {
    return StoredObject.builder(key, size, modifiedAt, version.toString())
        .sha256(sha256)
        .contentType(contentType.isEmpty() ? null : contentType)
        .build();
  }

  private static int typeLength(StorageKey key, ByteBuffer fixed, long total) {
    int length = fixed.getInt(FIXED_BYTES - 16);
    boolean ours = fixed.getLong(FIXED_BYTES - 8) == MAGIC;
    if (!ours || length < 0 || length > 4 * MAX_TYPE_BYTES || length > total - FIXED_BYTES) {
      throw damaged(key);
    }
    return length;
  }

  /** Of what stands before the position. */
  private static int crc(ByteBuffer buffer) {
    CRC32 crc = new CRC32();
    crc.update(buffer.duplicate().flip());
    return (int) crc.getValue();
  }

  private static ByteBuffer bytes(FileChannel file, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static StorageDamagedException damaged(StorageKey key) {
    return new StorageDamagedException(
        "The file of object '"
            + key
            + "' was cut off or changed by others. Delete the object and store it again.",
        null);
  }
}
