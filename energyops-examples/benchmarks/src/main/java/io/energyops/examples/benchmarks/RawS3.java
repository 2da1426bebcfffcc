package io.energyops.examples.benchmarks;

import java.io.InputStream;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects through the SDK itself, one request each. */
record RawS3(S3Client client, String bucket) implements ObjectPlace {

  static final String ANYBODY = "anybody";

  static RawS3 open(String endpoint, String bucket) {
    S3Client client =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(URI.create(endpoint))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(ANYBODY, ANYBODY)))
            .build();
    client.createBucket(request -> request.bucket(bucket));
    return new RawS3(client, bucket);
  }

  @Override
  public void save(String name, byte[] content) {
    client.putObject(request -> request.bucket(bucket).key(name), RequestBody.fromBytes(content));
  }

  @Override
  public InputStream open(String name) {
    return client.getObject(request -> request.bucket(bucket).key(name));
  }

  @Override
  public void close() {
    client.close();
  }
}
