package io.energyops.storage.s3;

import io.energyops.storage.Capability;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Tries the conditions of writes, in one request and at the completion of an upload, since servers
 * exist that take them and write all the same. What was not seen to hold is not declared.
 */
final class ConditionProbe {

  /** No key that a caller can use: a {@code StorageKey} must not hide a separator. */
  private static final String NAME = ".energyops-probe%2F";

  private static final String NO_VERSION = ETag.header("00000000000000000000000000000000");
  private static final Logger LOG = LoggerFactory.getLogger(ConditionProbe.class);

  private final Bucket bucket;
  private final String key;

  private ConditionProbe(Bucket bucket, String key) {
    this.bucket = bucket;
    this.key = key;
  }

  /** Returns the capabilities that hold, and removes what it wrote. */
  static Set<Capability> run(Bucket bucket, Supplier<UUID> ids) {
    ConditionProbe probe = new ConditionProbe(bucket, bucket.prefix() + NAME + ids.get());
    try {
      return probe.tried();
    } catch (SdkException e) {
      throw failed(bucket, e);
    } finally {
      probe.remove();
    }
  }

  private Set<Capability> tried() {
    boolean creates = puts("*", null) && refuses(() -> put("*", null));
    if (!creates) {
      // What the other conditions are tried on.
      put(null, null);
    }
    String version = bucket.client().headObject(r -> r.bucket(bucket.name()).key(key)).eTag();
    boolean replaces = refuses(() -> put(null, NO_VERSION)) && puts(null, version);
    Set<Capability> found = EnumSet.noneOf(Capability.class);
    if (creates || replaces) {
      String upload = beginUpload();
      try {
        CompletedPart part = part(upload);
        if (creates && refuses(() -> complete(upload, part, "*", null))) {
          found.add(Capability.IF_ABSENT);
        }
        if (replaces && refuses(() -> complete(upload, part, null, NO_VERSION))) {
          found.add(Capability.IF_MATCH);
        }
      } finally {
        abort(upload);
      }
    }
    return found;
  }

  private boolean puts(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
    try {
      put(ifNoneMatch, ifMatch);
      return true;
    } catch (S3Exception e) {
      requireMeant(e);
      return false;
    }
  }

  private static boolean refuses(Runnable request) {
    try {
      request.run();
      return false;
    } catch (S3Exception e) {
      requireMeant(e);
      return e.statusCode() == 412;
    }
  }

  /** Only an answer to the condition tells anything about it. */
  private static void requireMeant(S3Exception e) {
    boolean unknown = e.statusCode() >= 500 && e.statusCode() != 501;
    if (unknown || e.statusCode() == 403 || e.statusCode() == 401) {
      throw e;
    }
  }

  private void put(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
    bucket
        .client()
        .putObject(
            r -> r.bucket(bucket.name()).key(key).ifNoneMatch(ifNoneMatch).ifMatch(ifMatch),
            Bodies.of(new byte[1], 1));
  }

  private String beginUpload() {
    return bucket.client().createMultipartUpload(r -> r.bucket(bucket.name()).key(key)).uploadId();
  }

  private CompletedPart part(String upload) {
    UploadPartResponse part =
        bucket
            .client()
            .uploadPart(
                r -> r.bucket(bucket.name()).key(key).uploadId(upload).partNumber(1),
                Bodies.of(new byte[1], 1));
    return MultipartUpload.completed(1, part);
  }

  private void complete(
      String upload, CompletedPart part, @Nullable String ifNoneMatch, @Nullable String ifMatch) {
    bucket
        .client()
        .completeMultipartUpload(
            r ->
                r.bucket(bucket.name())
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(u -> u.parts(part))
                    .ifNoneMatch(ifNoneMatch)
                    .ifMatch(ifMatch));
  }

  private void abort(String upload) {
    quietly(
        () ->
            bucket
                .client()
                .abortMultipartUpload(r -> r.bucket(bucket.name()).key(key).uploadId(upload)));
  }

  private void remove() {
    quietly(() -> bucket.client().deleteObject(r -> r.bucket(bucket.name()).key(key)));
  }

  /** What stays is no object that any listing of ours shows. */
  private void quietly(Runnable request) {
    try {
      request.run();
    } catch (SdkException e) {
      LOG.debug("the trial object {} could not be removed", key, e);
    }
  }

  private static StorageException failed(Bucket bucket, SdkException e) {
    StorageException reason = Failures.of(bucket, "try conditional writes", e);
    return reason instanceof StorageAccessDeniedException
        ? new StorageAccessDeniedException(
            reason.getMessage()
                + " If this account shall only read, set 'conditional-writes' to none.",
            e)
        : reason;
  }
}
