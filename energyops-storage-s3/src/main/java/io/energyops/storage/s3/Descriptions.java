package io.energyops.storage.s3;

import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Describes objects from what the server says of them. Times have whole seconds, since that is all
 * that most answers have.
 */
final class Descriptions {

  private Descriptions() {}

  static StoredObject of(StorageKey key, HeadObjectResponse head) {
    return builder(key, head.contentLength(), head.lastModified(), head.eTag())
        .sha256(Metadata.sha256(head.metadata()))
        .contentType(Metadata.type(head.metadata(), head.contentType()))
        .build();
  }

  static StoredObject of(StorageKey key, GetObjectResponse answer) {
    return builder(key, wholeSize(answer), answer.lastModified(), answer.eTag())
        .sha256(Metadata.sha256(answer.metadata()))
        .contentType(Metadata.type(answer.metadata(), answer.contentType()))
        .build();
  }

  /** A listing tells neither checksum nor type. */
  static StoredObject of(StorageKey key, S3Object listed) {
    return builder(key, listed.size(), listed.lastModified(), listed.eTag()).build();
  }

  static StoredObject.Builder builder(
      StorageKey key, @Nullable Long size, @Nullable Instant modifiedAt, @Nullable String etag) {
    if (size == null || modifiedAt == null || etag == null) {
      throw incomplete(key);
    }
    return StoredObject.builder(
        key, size, modifiedAt.truncatedTo(ChronoUnit.SECONDS), ETag.version(etag));
  }

  private static @Nullable Long wholeSize(GetObjectResponse answer) {
    String range = answer.contentRange();
    if (range == null) {
      return answer.contentLength();
    }
    String total = range.substring(range.lastIndexOf('/') + 1);
    return total.matches("\\d{1,18}") ? Long.valueOf(total) : null;
  }

  private static StorageException incomplete(StorageKey key) {
    return new StorageUnavailableException(
        "The server's answer about object '"
            + key
            + "' lacks its size, time or ETag. Check that the endpoint is an S3 server.",
        null,
        null);
  }
}
