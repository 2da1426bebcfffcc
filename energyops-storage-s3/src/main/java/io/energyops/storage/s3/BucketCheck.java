package io.energyops.storage.s3;

import io.energyops.storage.StorageConfigurationException;
import io.energyops.storage.StorageException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Asks whether the bucket is there and may be used, by the smallest listing below the prefix: a
 * HEAD of the bucket has no answer that says what is wrong, and needs a right on the whole of it.
 */
final class BucketCheck {

  private BucketCheck() {}

  static void ask(Bucket bucket) {
    bucket
        .client()
        .listObjectsV2(
            ListObjectsV2Request.builder()
                .bucket(bucket.name())
                .prefix(bucket.prefix())
                .maxKeys(1)
                .build());
  }

  /** Checks at the opening, when what is wrong is most likely a setting. */
  static void require(Bucket bucket, boolean create) {
    try {
      ask(bucket);
    } catch (S3Exception e) {
      if (isMissing(e) && create) {
        create(bucket);
      } else {
        throw wrong(bucket, e);
      }
    } catch (SdkException e) {
      throw Failures.of(bucket, "open the bucket", e);
    }
  }

  private static void create(Bucket bucket) {
    try {
      bucket.client().createBucket(r -> r.bucket(bucket.name()));
    } catch (BucketAlreadyOwnedByYouException raced) {
      return;
    } catch (SdkException e) {
      throw Failures.of(bucket, "create the bucket", e);
    }
  }

  private static StorageException wrong(Bucket bucket, S3Exception e) {
    if (isMissing(e)) {
      return new StorageConfigurationException(
          "The bucket of "
              + bucket
              + " does not exist. Create it, correct the setting 'bucket' or 'endpoint', or set"
              + " 'create-bucket' to true.",
          e);
    }
    if (isElsewhere(e)) {
      String region = Answers.header(e, "x-amz-bucket-region").map(r -> ": " + r).orElse("");
      return new StorageConfigurationException(
          "The bucket of "
              + bucket
              + " lives in another region"
              + region
              + ". Correct the setting 'region'.",
          e);
    }
    return Failures.of(bucket, "open the bucket", e);
  }

  private static boolean isMissing(S3Exception e) {
    return e.statusCode() == 404;
  }

  private static boolean isElsewhere(S3Exception e) {
    int status = e.statusCode();
    return (status >= 300 && status < 400)
        || Answers.code(e).equals("AuthorizationHeaderMalformed")
        || Answers.code(e).equals("IllegalLocationConstraintException");
  }
}
