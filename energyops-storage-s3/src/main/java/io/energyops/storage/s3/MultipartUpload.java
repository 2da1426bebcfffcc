package io.energyops.storage.s3;

import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * One upload in parts, from its beginning to its completion. Closing it before leaves nothing: its
 * parts would be paid for, and no listing of objects shows them. Confined to one thread.
 */
final class MultipartUpload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MultipartUpload.class);

  private final Bucket bucket;
  private final Write write;
  private final String id;
  private final List<CompletedPart> parts = new ArrayList<>();
  private @Nullable String etag;
  private @Nullable Instant completedAt;

  private MultipartUpload(Bucket bucket, Write write, String id) {
    this.bucket = bucket;
    this.write = write;
    this.id = id;
  }

  static MultipartUpload begin(Bucket bucket, Write write, @Nullable String sha256) {
    return begin(bucket, write, write.metadata(sha256));
  }

  static MultipartUpload begin(Bucket bucket, Write write, Map<String, String> metadata) {
    String id =
        bucket
            .client()
            .createMultipartUpload(
                CreateMultipartUploadRequest.builder()
                    .bucket(bucket.name())
                    .key(bucket.key(write.key()))
                    .contentType(write.contentTypeHeader())
                    .metadata(metadata)
                    .build())
            .uploadId();
    if (id == null) {
      throw SdkClientException.create("the answer to a new upload names none");
    }
    return new MultipartUpload(bucket, write, id);
  }

  void part(byte[] buffer, int length) {
    int number = parts.size() + 1;
    UploadPartRequest request =
        UploadPartRequest.builder()
            .bucket(bucket.name())
            .key(bucket.key(write.key()))
            .uploadId(id)
            .partNumber(number)
            .build();
    UploadPartResponse part = bucket.client().uploadPart(request, Bodies.of(buffer, length));
    parts.add(completed(number, part));
  }

  static CompletedPart completed(int number, UploadPartResponse part) {
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(part.eTag())
        .checksumCRC32(part.checksumCRC32())
        .checksumCRC32C(part.checksumCRC32C())
        .checksumCRC64NVME(part.checksumCRC64NVME())
        .build();
  }

  /** Takes a stretch of one version of another object. */
  void copiedPart(StorageKey from, String version, long offset, long length) {
    int number = parts.size() + 1;
    var part =
        bucket
            .client()
            .uploadPartCopy(
                UploadPartCopyRequest.builder()
                    .sourceBucket(bucket.name())
                    .sourceKey(bucket.key(from))
                    .copySourceIfMatch(ETag.header(version))
                    .copySourceRange("bytes=" + offset + "-" + (offset + length - 1))
                    .destinationBucket(bucket.name())
                    .destinationKey(bucket.key(write.key()))
                    .uploadId(id)
                    .partNumber(number)
                    .build())
            .copyPartResult();
    if (part == null || part.eTag() == null) {
      throw SdkClientException.create("the answer to a copied part has no ETag");
    }
    parts.add(
        CompletedPart.builder()
            .partNumber(number)
            .eTag(part.eTag())
            .checksumCRC32(part.checksumCRC32())
            .checksumCRC32C(part.checksumCRC32C())
            .checksumCRC64NVME(part.checksumCRC64NVME())
            .build());
  }

  /** Makes the object of the parts, if the write's condition holds. */
  void complete() {
    CompleteMultipartUploadResponse answer =
        bucket
            .client()
            .completeMultipartUpload(
                CompleteMultipartUploadRequest.builder()
                    .bucket(bucket.name())
                    .key(bucket.key(write.key()))
                    .uploadId(id)
                    .multipartUpload(u -> u.parts(parts))
                    .ifNoneMatch(write.ifNoneMatch())
                    .ifMatch(write.ifMatch())
                    .build());
    // Completion answers 200 before it is done, and may say in the body that it failed.
    if (answer.eTag() == null) {
      throw SdkClientException.create("the answer to the completion has no ETag");
    }
    etag = answer.eTag();
    completedAt = Answers.date(answer.sdkHttpResponse());
  }

  /** The object's time is the upload's beginning, which only the object itself tells. */
  StoredObject describe(Heads heads, long size, @Nullable String sha256, Clock clock) {
    try {
      HeadObjectResponse head = heads.find(write.key()).orElse(null);
      if (head != null && Metadata.write(head.metadata()).filter(write.id()::equals).isPresent()) {
        return Descriptions.of(write.key(), head);
      }
    } catch (SdkException unknown) {
      LOG.debug("upload {} is done, but its object could not be looked at", id, unknown);
    }
    // What was stored is stored, even when it was replaced or out of reach a moment later.
    return Descriptions.builder(
            write.key(), size, completedAt == null ? clock.instant() : completedAt, etag)
        .sha256(sha256)
        .contentType(write.contentType())
        .build();
  }

  @Override
  public void close() {
    if (etag != null) {
      return;
    }
    // An interrupted thread would not get the request out.
    boolean interrupted = Thread.interrupted();
    try {
      bucket
          .client()
          .abortMultipartUpload(
              r -> r.bucket(bucket.name()).key(bucket.key(write.key())).uploadId(id));
    } catch (SdkException e) {
      if (e instanceof AwsServiceException answer && answer.statusCode() == 404) {
        LOG.debug("upload {} is gone already", id);
      } else {
        LOG.warn(
            "Upload {} in {} could not be aborted, and its parts stay until somebody does it or a"
                + " lifecycle rule ends incomplete uploads",
            id,
            bucket,
            e);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
