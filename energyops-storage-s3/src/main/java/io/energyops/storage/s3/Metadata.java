package io.energyops.storage.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a write leaves beside the bytes, in the object's user metadata: the checksum of the whole,
 * which S3 has for no multipart upload; the type that the writer gave, since S3 invents one where
 * none was given; and the write's id, by which a writer whose answer got lost knows its own work.
 */
final class Metadata {

  /** What S3 itself says where nobody named a type. */
  static final String NO_TYPE = "binary/octet-stream";

  private static final String SHA256 = "energyops-sha256";
  private static final String TYPE = "energyops-type";
  private static final String WRITE = "energyops-write";

  private Metadata() {}

  static Map<String, String> of(String write, @Nullable String sha256, @Nullable String type) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(WRITE, write);
    if (sha256 != null) {
      metadata.put(SHA256, sha256);
    }
    if (type != null) {
      metadata.put(TYPE, type);
    }
    return metadata;
  }

  static Optional<String> write(Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(WRITE));
  }

  /** Others may have written anything under the name. */
  static @Nullable String sha256(Map<String, String> metadata) {
    String digits = metadata.getOrDefault(SHA256, "");
    return digits.matches("[0-9a-f]{64}") ? digits : null;
  }

  /** An object that others wrote has only the header. */
  static @Nullable String type(Map<String, String> metadata, @Nullable String header) {
    if (metadata.containsKey(WRITE)) {
      return metadata.get(TYPE);
    }
    return NO_TYPE.equals(header) ? null : header;
  }
}
