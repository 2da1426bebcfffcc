package io.energyops.it;

import io.energyops.s3server.S3Server;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.s3.S3Storage;

/** Buckets in the S3 server of this JVM. */
public final class S3Buckets {

  private S3Buckets() {}

  /**
   * Opens a new, empty bucket.
   *
   * @return a backend, which the caller closes
   */
  public static StorageBackend open() {
    S3Server server = S3Server.shared();
    return S3Storage.builder(server.newBucket())
        .endpoint(server.endpoint())
        .credentials("tester", "any secret")
        .open();
  }
}
