package io.energyops.storage.s3;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.StorageKey;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The place where objects lie: a bucket, and the prefix below which this backend sees anything.
 *
 * @param client the way to the server
 * @param name the bucket's name
 * @param prefix empty, or a text that ends with a slash
 * @param address where the server is, without secrets
 * @param checksums whether answers are asked for the checksums of objects
 */
record Bucket(S3Client client, String name, String prefix, String address, boolean checksums) {

  private static final int MAX_KEY_BYTES = 1024;

  /** The key as the server knows it. */
  String key(StorageKey key) {
    String whole = prefix + key.value();
    int bytes = whole.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_KEY_BYTES) {
      throw new InvalidKeyException(
          "Storage key '"
              + key
              + "' has "
              + bytes
              + " bytes together with the prefix, more than the "
              + MAX_KEY_BYTES
              + " that S3 takes. Use a shorter key or prefix.");
    }
    return whole;
  }

  @Override
  public String toString() {
    return S3Storage.TYPE + " bucket " + name + " at " + address;
  }
}
