package io.energyops.storage.s3;

import io.energyops.storage.StorageKey;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks for an object's headers. */
record Heads(Bucket bucket) {

  /**
   * Returns what is there. The answer to a HEAD has no body and so no code: that the bucket is gone
   * looks like a missing object, until the bucket itself is asked.
   */
  Optional<HeadObjectResponse> find(StorageKey key) {
    String name = bucket.key(key);
    try {
      return Optional.of(bucket.client().headObject(r -> r.bucket(bucket.name()).key(name)));
    } catch (S3Exception e) {
      if (e.statusCode() != 404) {
        throw e;
      }
      BucketCheck.ask(bucket);
      return Optional.empty();
    }
  }
}
