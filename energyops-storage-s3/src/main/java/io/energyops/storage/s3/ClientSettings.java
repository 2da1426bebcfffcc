package io.energyops.storage.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * What a client of our own is made of. No text of it is ever shown: it holds a secret.
 *
 * @param region null leaves it to the SDK's places, or to a server that has none
 * @param endpoint null means Amazon's own
 * @param pathStyle whether the bucket stands in the path instead of in the host name
 * @param credentials null means the SDK's default chain
 * @param connect how long to wait for a connection
 * @param read how long to wait for the next bytes
 * @param attempt how long one request may take
 * @param call how long a request may take with its repetitions
 * @param maxAttempts how often a request is sent at most
 * @param checksums whether every request and answer carries a checksum
 */
record ClientSettings(
    @Nullable String region,
    @Nullable URI endpoint,
    boolean pathStyle,
    @Nullable AwsBasicCredentials credentials,
    Duration connect,
    Duration read,
    Duration attempt,
    Duration call,
    int maxAttempts,
    boolean checksums) {

  /** Servers of others take any region, but the signature needs one. */
  private static final Region SERVER_REGION = Region.US_EAST_1;

  S3Client client() {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(connect).socketTimeout(read))
            .forcePathStyle(pathStyle)
            .requestChecksumCalculation(
                checksums
                    ? RequestChecksumCalculation.WHEN_SUPPORTED
                    : RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(
                checksums
                    ? ResponseChecksumValidation.WHEN_SUPPORTED
                    : ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(overrides());
    if (region != null) {
      builder.region(Region.of(region));
    } else if (endpoint != null) {
      builder.region(SERVER_REGION);
    }
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (credentials != null) {
      builder.credentialsProvider(StaticCredentialsProvider.create(credentials));
    }
    return builder.build();
  }

  @Override
  public String toString() {
    return "ClientSettings";
  }

  private ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(call)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(maxAttempts).build())
        .build();
  }
}
