package io.energyops.storage.s3;

import io.energyops.storage.conformance.StorageConformance;
import io.energyops.storage.conformance.StoragePlace;
import software.amazon.awssdk.services.s3.S3Client;

/** The behaviours of every storage backend, against a real server. */
class S3ConformanceTest extends StorageConformance {

  private final RefusedDeletes refusals = new RefusedDeletes();
  private final S3Client client =
      Buckets.sdk().overrideConfiguration(o -> o.addExecutionInterceptor(refusals)).build();

  @Override
  protected StoragePlace freshPlace() {
    String bucket = Buckets.create();
    return StoragePlace.reopenable(
            () ->
                S3Storage.builder(bucket)
                    .client(client)
                    .conditionalWrites(ConditionalWrites.TRUST)
                    .open())
        .deletesRefusedBy(key -> refusals.refuse(bucket, key));
  }
}
