package io.energyops.storage.s3;

import io.energyops.storage.HealthState;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Asks the bucket, as the opening does. */
final class S3Health {

  private S3Health() {}

  static HealthState check(Bucket bucket) {
    try {
      BucketCheck.ask(bucket);
      return HealthState.up(bucket + " answers");
    } catch (RuntimeException e) {
      String reason =
          e instanceof AwsServiceException answer
              ? Answers.shown(answer)
              : e.getClass().getSimpleName();
      return HealthState.down(bucket + " cannot be used: " + reason);
    }
  }
}
