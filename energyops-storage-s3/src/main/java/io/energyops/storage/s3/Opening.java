package io.energyops.storage.s3;

import io.energyops.storage.Capability;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageConfigurationException;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;

/** Turns checked settings into a backend whose bucket answers. */
final class Opening {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private Opening() {}

  static StorageBackend of(S3Storage.Builder builder) {
    Settings.check(builder);
    S3Client given = builder.client;
    if (given != null) {
      return over(builder, bucket(given, builder), () -> {});
    }
    S3Client own = client(Settings.client(builder));
    try {
      return over(builder, bucket(own, builder), own::close);
    } catch (RuntimeException | Error e) {
      own.close();
      throw e;
    }
  }

  private static Bucket bucket(S3Client client, S3Storage.Builder builder) {
    return new Bucket(
        client,
        builder.bucket,
        Settings.prefix(builder.prefix),
        address(client),
        builder.checksums == null || builder.checksums);
  }

  private static S3Client client(ClientSettings settings) {
    try {
      return settings.client();
    } catch (SdkClientException | IllegalArgumentException e) {
      throw new StorageConfigurationException(
          "S3 storage cannot open: the SDK does not take these settings. Give 'region', or set it up"
              + " where the SDK looks for it; its message is in the cause.",
          e);
    }
  }

  private static StorageBackend over(S3Storage.Builder builder, Bucket bucket, Runnable release) {
    try {
      BucketCheck.require(bucket, builder.createBucket);
    } catch (IllegalArgumentException e) {
      throw new StorageConfigurationException(
          "S3 storage cannot open: the SDK refuses the bucket's name. Correct the setting 'bucket'.",
          e);
    }
    Heads heads = new Heads(bucket);
    Outcome outcome = new Outcome(bucket, heads);
    Retries retries = new Retries(builder.pause);
    Writes writes =
        new Writes(bucket, heads, outcome, builder.partBytes, builder.ids, builder.clock, retries);
    Copies copies = new Copies(bucket, heads, outcome, writes, builder.copyPartBytes, retries);
    return new S3Backend(
        bucket, writes, copies, capabilities(builder, bucket), new Lifetime(release));
  }

  private static Set<Capability> capabilities(S3Storage.Builder builder, Bucket bucket) {
    Set<Capability> found = EnumSet.of(Capability.SHA256, Capability.CONTENT_TYPE, Capability.COPY);
    Set<Capability> conditions = EnumSet.of(Capability.IF_ABSENT, Capability.IF_MATCH);
    switch (builder.conditionalWrites) {
      case TRUST -> found.addAll(conditions);
      case PROBE -> found.addAll(ConditionProbe.run(bucket, builder.ids));
      case NONE -> LOG.debug("conditional writes are switched off for {}", bucket);
    }
    Set<Capability> missing = EnumSet.copyOf(conditions);
    missing.removeAll(found);
    if (builder.conditionalWrites == ConditionalWrites.PROBE && !missing.isEmpty()) {
      LOG.warn(
          "{} does not keep every condition of writes, so they are not offered: {}",
          bucket,
          missing);
    }
    return found;
  }

  /** Where the server is, without what an address may hold besides. */
  private static String address(S3Client client) {
    S3ServiceClientConfiguration configuration = client.serviceClientConfiguration();
    return configuration
        .endpointOverride()
        .map(Opening::place)
        .orElseGet(() -> "Amazon S3, region " + configuration.region());
  }

  private static String place(URI endpoint) {
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return endpoint.getScheme() + "://" + endpoint.getHost() + port;
  }
}
