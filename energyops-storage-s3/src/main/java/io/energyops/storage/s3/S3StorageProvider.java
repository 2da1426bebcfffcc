package io.energyops.storage.s3;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageConfig;
import io.energyops.storage.StorageConfigurationException;
import io.energyops.storage.StorageProvider;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Provides the type {@code s3}. Settings, of which only the first is needed: {@code bucket}; {@code
 * prefix}; {@code region}; {@code endpoint}; {@code path-style}; {@code access-key-id} with {@code
 * secret-access-key}; {@code part-size} in bytes; {@code connect-timeout}, {@code read-timeout},
 * {@code attempt-timeout} and {@code call-timeout} as ISO-8601 durations; {@code max-attempts};
 * {@code checksums}; {@code conditional-writes}, one of {@code probe}, {@code trust} and {@code
 * none}; {@code create-bucket}. Their meanings and defaults are those of {@link S3Storage.Builder}.
 *
 * <p>A setting of another name is refused, but for {@code path}: a host that chooses the type by a
 * system property gives it for local storage.
 */
public final class S3StorageProvider implements StorageProvider {

  private static final Set<String> KNOWN =
      Set.of(
          "bucket",
          "prefix",
          "region",
          "endpoint",
          "path-style",
          "access-key-id",
          "secret-access-key",
          "part-size",
          "connect-timeout",
          "read-timeout",
          "attempt-timeout",
          "call-timeout",
          "max-attempts",
          "checksums",
          "conditional-writes",
          "create-bucket");

  private static final String OF_LOCAL_STORAGE = "path";

  /** Creates the provider, as the service loader does. */
  public S3StorageProvider() {}

  @Override
  public String type() {
    return S3Storage.TYPE;
  }

  @Override
  public StorageBackend open(StorageConfig config) {
    requireKnown(config);
    S3Storage.Builder builder = S3Storage.builder(config.require("bucket"));
    config.get("prefix").ifPresent(builder::prefix);
    config.get("region").ifPresent(builder::region);
    config.address("endpoint").ifPresent(builder::endpoint);
    config.flag("path-style").ifPresent(builder::pathStyle);
    if (config.get("access-key-id").isPresent() || config.get("secret-access-key").isPresent()) {
      builder.credentials(
          config.get("access-key-id").orElse(""), config.get("secret-access-key").orElse(""));
    }
    config
        .number("part-size", PartSize.MIN, PartSize.MAX)
        .ifPresent(bytes -> builder.partSize((int) bytes));
    config.duration("connect-timeout").ifPresent(builder::connectTimeout);
    config.duration("read-timeout").ifPresent(builder::readTimeout);
    config.duration("attempt-timeout").ifPresent(builder::attemptTimeout);
    config.duration("call-timeout").ifPresent(builder::callTimeout);
    config
        .number("max-attempts", 1, Settings.MAX_ATTEMPTS)
        .ifPresent(n -> builder.maxAttempts((int) n));
    config.flag("checksums").ifPresent(builder::checksums);
    config.flag("create-bucket").ifPresent(builder::createBucket);
    config
        .get("conditional-writes")
        .map(S3StorageProvider::ways)
        .ifPresent(builder::conditionalWrites);
    return builder.open();
  }

  private static void requireKnown(StorageConfig config) {
    Set<String> unknown = new TreeSet<>(config.settings().keySet());
    unknown.removeAll(KNOWN);
    unknown.remove(OF_LOCAL_STORAGE);
    if (!unknown.isEmpty()) {
      throw new StorageConfigurationException(
          "S3 storage does not know the settings "
              + unknown
              + ". It knows "
              + new TreeSet<>(KNOWN)
              + ".",
          null);
    }
  }

  private static ConditionalWrites ways(String text) {
    return Arrays.stream(ConditionalWrites.values())
        .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new StorageConfigurationException(
                    "The storage setting 'conditional-writes' must be probe, trust or none."
                        + " Correct it.",
                    null));
  }
}
