package example.storage.jdbc;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.UUID;

/** Writes the chunks of a version that nobody sees yet. */
final class Upload {

  private final Sql sql;
  private final Instant now;
  private final String version = UUID.randomUUID().toString();
  private int chunks;

  Upload(Sql sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  StoredObject write(StorageKey key, ObjectSource source) {
    MessageDigest digest = sha256();
    OptionalLong promised = source.size();
    long size = 0;
    try (InputStream in = source.open()) {
      byte[] buffer = new byte[Chunks.BYTES];
      int count = in.readNBytes(buffer, 0, buffer.length);
      while (count > 0) {
        digest.update(buffer, 0, count);
        size += count;
        chunk(Arrays.copyOf(buffer, count));
        count = in.readNBytes(buffer, 0, buffer.length);
      }
    } catch (IOException e) {
      throw new SourceFailedException(
          "The source of object '" + key + "' failed. Nothing was stored.", e);
    }
    if (promised.isPresent() && promised.getAsLong() != size) {
      throw new SourceFailedException(
          "The source of object '" + key + "' did not give the size that it promised.", null);
    }
    return StoredObject.builder(key, size, now, version)
        .sha256(HexFormat.of().formatHex(digest.digest()))
        .contentType(source.contentType().orElse(null))
        .build();
  }

  /** Tells whether all of it is still there: a sweep may have taken what took very long. */
  boolean isWhole(Connection connection) throws SQLException {
    return Chunks.count(connection, version) == chunks;
  }

  private void chunk(byte[] bytes) {
    int number = chunks++;
    sql.transaction(
        "write",
        connection -> Chunks.write(connection, version, number, bytes, now.toEpochMilli()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
