package io.energyops.storage.s3;

import io.energyops.s3server.S3Server;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Buckets of the shared server, as the backend sees them and as the bare SDK does. */
final class Buckets {

  static final S3Client SDK = sdk().build();

  private Buckets() {}

  static S3ClientBuilder sdk() {
    return S3Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")));
  }

  static URI endpoint() {
    return S3Server.shared().endpoint();
  }

  static String create() {
    return S3Server.shared().newBucket();
  }

  /** The usual settings; conditions are trusted, which the probe's own tests show to be right. */
  static S3Storage.Builder at(URI endpoint, String bucket) {
    return S3Storage.builder(bucket)
        .endpoint(endpoint)
        .credentials("test-key", "test-secret")
        .maxAttempts(2)
        .conditionalWrites(ConditionalWrites.TRUST);
  }

  static S3Storage.Builder at(String bucket) {
    return at(endpoint(), bucket);
  }

  /** Settings under which a silent server is given up soon. */
  static S3Storage.Builder impatient(URI endpoint, String bucket) {
    return at(endpoint, bucket)
        .connectTimeout(Duration.ofSeconds(1))
        .readTimeout(Duration.ofSeconds(2))
        .attemptTimeout(Duration.ofSeconds(3))
        .callTimeout(Duration.ofSeconds(6));
  }

  static List<MultipartUpload> unfinishedUploads(String bucket) {
    return SDK.listMultipartUploads(r -> r.bucket(bucket)).uploads();
  }
}
