package io.energyops.storage.s3;

import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Copies objects within the bucket. Every server copies in one request, but hardly one checks a
 * condition on the target with it; the completion of an upload is checked where writes are, so a
 * conditional or large copy is an upload whose parts are copied.
 */
record Copies(
    Bucket bucket, Heads heads, Outcome outcome, Writes writes, long partBytes, Retries retries) {

  /** One request copies up to 5 GiB, but the larger the longer a time-out must be. */
  static final long PART_BYTES = 512L << 20;

  StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
    bucket.key(to);
    if (from.equals(to)) {
      throw new StorageException(
          StorageErrorCode.INVALID_ARGUMENT,
          "Object '" + from + "' cannot be copied onto itself. Give another key.",
          null);
    }
    if (condition instanceof WriteCondition.IfMatch match && !ETag.isPossible(match.version())) {
      throw StorageConflictException.versionMismatch(to, match.version());
    }
    String action = "copy object '" + from + "' to '" + to + "'";
    return retries.ofRaces(bucket, action, () -> once(from, to, condition));
  }

  private StoredObject once(StorageKey from, StorageKey to, WriteCondition condition)
      throws WriteRaceException {
    HeadObjectResponse source =
        heads.find(from).orElseThrow(() -> new StorageNotFoundException(from));
    StoredObject original = Descriptions.of(from, source);
    Write write =
        new Write(
            to, writes.ids().get().toString(), condition, original.contentType().orElse(null));
    boolean conditional = !(condition instanceof WriteCondition.Always);
    if (!conditional && original.size() <= partBytes) {
      return whole(original, write);
    }
    if (condition instanceof WriteCondition.IfAbsent && heads.find(to).isPresent()) {
      throw new StorageAlreadyExistsException(to);
    }
    if (original.size() == 0) {
      // No part can be copied from nothing.
      return writes.saveEmpty(write, original.sha256().orElse(null));
    }
    return inParts(original, metadata(source, write, original), write);
  }

  private StoredObject whole(StoredObject original, Write write) throws WriteRaceException {
    try {
      var copy =
          bucket
              .client()
              .copyObject(
                  CopyObjectRequest.builder()
                      .sourceBucket(bucket.name())
                      .sourceKey(bucket.key(original.key()))
                      .copySourceIfMatch(ETag.header(original.version()))
                      .destinationBucket(bucket.name())
                      .destinationKey(bucket.key(write.key()))
                      .build())
              .copyObjectResult();
      if (copy == null || copy.eTag() == null || copy.lastModified() == null) {
        // A copy answers 200 before it is done, and may say in the body that it failed.
        throw SdkClientException.create("the answer to the copy has no ETag");
      }
      return Descriptions.builder(write.key(), original.size(), copy.lastModified(), copy.eTag())
          .sha256(original.sha256().orElse(null))
          .contentType(original.contentType().orElse(null))
          .build();
    } catch (S3Exception e) {
      throw sourceChanged(original.key(), e);
    }
  }

  private StoredObject inParts(StoredObject original, Map<String, String> metadata, Write write)
      throws WriteRaceException {
    MultipartUpload upload = MultipartUpload.begin(bucket, write, metadata);
    try (upload) {
      copyParts(original, upload);
      upload.complete();
    } catch (SdkException e) {
      return outcome.of(write, e);
    }
    return upload.describe(heads, original.size(), original.sha256().orElse(null), writes.clock());
  }

  private void copyParts(StoredObject original, MultipartUpload upload) throws WriteRaceException {
    try {
      for (long at = 0; at < original.size(); at += partBytes) {
        long length = Math.min(partBytes, original.size() - at);
        upload.copiedPart(original.key(), original.version(), at, length);
      }
    } catch (S3Exception e) {
      throw sourceChanged(original.key(), e);
    }
  }

  /** The copy begins anew with what is at the source now. */
  private static WriteRaceException sourceChanged(StorageKey from, S3Exception e) {
    if (e.statusCode() == 412) {
      return new WriteRaceException(e);
    }
    if (e.statusCode() == 404 && Answers.code(e).equals("NoSuchKey")) {
      throw new StorageNotFoundException(from);
    }
    throw e;
  }

  /** What others noted at the original goes along, as it does with a copy in one request. */
  private static Map<String, String> metadata(
      HeadObjectResponse source, Write write, StoredObject original) {
    Map<String, String> metadata = new LinkedHashMap<>(source.metadata());
    metadata.putAll(write.metadata(original.sha256().orElse(null)));
    return metadata;
  }
}
