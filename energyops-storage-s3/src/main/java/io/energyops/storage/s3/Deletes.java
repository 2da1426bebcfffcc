package io.energyops.storage.s3;

import io.energyops.storage.BulkDeleteResult;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StorageKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Deletes objects, one or many at a time. */
record Deletes(Bucket bucket, Heads heads) {

  private static final int BATCH = 1000;

  /** The answer to a batch that a server does not take at all, or cannot read. */
  private static final Set<Integer> NO_BATCHES = Set.of(400, 405, 411, 501);

  /** S3 does not tell whether there was something to delete, so it is asked before. */
  boolean one(StorageKey key) {
    if (heads.find(key).isEmpty()) {
      return false;
    }
    remove(key);
    return true;
  }

  BulkDeleteResult all(Collection<StorageKey> keys) {
    BulkDeleteResult.Builder result = BulkDeleteResult.builder();
    List<StorageKey> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
    for (int i = 0; i < distinct.size(); i += BATCH) {
      batch(distinct.subList(i, Math.min(i + BATCH, distinct.size())), result);
    }
    return result.build();
  }

  private void batch(List<StorageKey> keys, BulkDeleteResult.Builder result) {
    Map<String, StorageKey> byName =
        keys.stream().collect(Collectors.toMap(bucket::key, Function.identity()));
    List<ObjectIdentifier> names =
        byName.keySet().stream().map(k -> ObjectIdentifier.builder().key(k).build()).toList();
    List<S3Error> errors;
    try {
      errors =
          bucket
              .client()
              .deleteObjects(r -> r.bucket(bucket.name()).delete(d -> d.objects(names).quiet(true)))
              .errors();
    } catch (SdkException e) {
      if (e instanceof AwsServiceException answer && NO_BATCHES.contains(answer.statusCode())) {
        oneByOne(keys, result);
      } else {
        failed(keys, e, result);
      }
      return;
    }
    Map<String, S3Error> failures =
        errors.stream().collect(Collectors.toMap(S3Error::key, Function.identity(), (a, b) -> a));
    byName.forEach(
        (name, key) -> {
          S3Error error = failures.get(name);
          if (error == null || "NoSuchKey".equals(error.code())) {
            result.deleted(key);
          } else {
            result.failed(key, reason(key, answer(error)));
          }
        });
  }

  private void oneByOne(List<StorageKey> keys, BulkDeleteResult.Builder result) {
    for (StorageKey key : keys) {
      try {
        remove(key);
        result.deleted(key);
      } catch (SdkException e) {
        failed(List.of(key), e, result);
      }
    }
  }

  private void remove(StorageKey key) {
    bucket.client().deleteObject(r -> r.bucket(bucket.name()).key(bucket.key(key)));
  }

  private void failed(List<StorageKey> keys, SdkException e, BulkDeleteResult.Builder result) {
    for (StorageKey key : keys) {
      StorageException reason = reason(key, e);
      if (reason instanceof StorageInterruptedException) {
        throw reason;
      }
      result.failed(key, reason);
    }
  }

  private StorageException reason(StorageKey key, SdkException e) {
    return Failures.of(bucket, "delete object '" + key + "'", e);
  }

  /** One key's error has the codes of whole answers, but no status. */
  private static AwsServiceException answer(S3Error error) {
    String code = error.code() == null ? "" : error.code();
    int status =
        switch (code) {
          case "AccessDenied" -> 403;
          case "SlowDown", "ServiceUnavailable" -> 503;
          default -> 500;
        };
    return S3Exception.builder()
        .statusCode(status)
        .message(error.message())
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
