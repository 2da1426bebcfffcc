package io.energyops.storage.s3;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.StorageConfigurationException;
import io.energyops.storage.StorageKey;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Checks a builder's values, one by one and together. No value is shown that may be a secret. */
final class Settings {

  static final int MAX_ATTEMPTS = 20;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration ATTEMPT = Duration.ofMinutes(2);
  private static final Duration CALL = Duration.ofMinutes(5);
  private static final int ATTEMPTS = 3;

  private Settings() {}

  /** The part that holds with a client of the host, too. */
  static void check(S3Storage.Builder b) {
    require(
        b.bucket.matches("[A-Za-z0-9][A-Za-z0-9._:/-]*"),
        "'bucket' must be the name of a bucket: letters, digits, dots and hyphens.");
    require(
        b.partBytes >= PartSize.MIN && b.partBytes <= PartSize.MAX,
        "'part-size' must be from " + PartSize.MIN + " to " + PartSize.MAX + " bytes.");
    if (b.client != null) {
      require(
          Stream.of(
                  b.region,
                  b.endpoint,
                  b.pathStyle,
                  b.accessKeyId,
                  b.connectTimeout,
                  b.readTimeout,
                  b.attemptTimeout,
                  b.callTimeout,
                  b.maxAttempts,
                  b.checksums)
              .allMatch(Objects::isNull),
          "region, endpoint, credentials, time-outs, attempts and checksums are those of the client"
              + " that was given: leave them out, or the client.");
    }
  }

  static ClientSettings client(S3Storage.Builder b) {
    Duration connect = duration("connect-timeout", b.connectTimeout, CONNECT);
    Duration read = duration("read-timeout", b.readTimeout, READ);
    Duration attempt = duration("attempt-timeout", b.attemptTimeout, ATTEMPT);
    Duration call = duration("call-timeout", b.callTimeout, CALL);
    require(
        call.compareTo(attempt) >= 0, "'call-timeout' must not be shorter than 'attempt-timeout'.");
    int attempts = b.maxAttempts == null ? ATTEMPTS : b.maxAttempts;
    require(
        attempts >= 1 && attempts <= MAX_ATTEMPTS,
        "'max-attempts' must be from 1 to " + MAX_ATTEMPTS + ".");
    require(
        b.region == null || b.region.matches("[A-Za-z0-9-]+"),
        "'region' must be the name of a region such as eu-central-1.");
    return new ClientSettings(
        b.region,
        endpoint(b.endpoint),
        b.pathStyle == null ? b.endpoint != null : b.pathStyle,
        credentials(b),
        connect,
        read,
        attempt,
        call,
        attempts,
        b.checksums == null || b.checksums);
  }

  /** Empty, or the segments with a slash behind them. */
  static String prefix(String given) {
    String segments = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    if (segments.isEmpty()) {
      require(given.isEmpty(), "'prefix' must not be a slash alone: leave it out.");
      return "";
    }
    try {
      return StorageKey.of(segments) + "/";
    } catch (InvalidKeyException e) {
      throw new StorageConfigurationException(
          "The storage setting 'prefix' must be made as keys are. " + e.getMessage(), e);
    }
  }

  private static @Nullable URI endpoint(@Nullable URI given) {
    if (given == null) {
      return null;
    }
    String scheme = given.getScheme();
    require(
        given.getHost() != null && ("http".equals(scheme) || "https".equals(scheme)),
        "'endpoint' must be an address such as https://s3.example.org.");
    require(
        given.getUserInfo() == null,
        "'endpoint' must not hold credentials: give them as 'access-key-id' and"
            + " 'secret-access-key'.");
    require(
        given.getQuery() == null && given.getFragment() == null,
        "'endpoint' must end with the host, the port or a path.");
    return given;
  }

  private static @Nullable AwsBasicCredentials credentials(S3Storage.Builder b) {
    String id = b.accessKeyId;
    String secret = b.secretAccessKey;
    if (id == null || secret == null) {
      return null;
    }
    require(!id.isEmpty(), "'access-key-id' is missing beside 'secret-access-key': give both.");
    require(!secret.isEmpty(), "'secret-access-key' is missing beside 'access-key-id': give both.");
    return AwsBasicCredentials.create(id, secret);
  }

  private static Duration duration(String name, @Nullable Duration given, Duration usual) {
    Duration value = given == null ? usual : given;
    require(
        !value.isNegative() && value.toMillis() > 0 && value.compareTo(Duration.ofDays(1)) <= 0,
        "'" + name + "' must be above zero and at most a day.");
    return value;
  }

  private static void require(boolean condition, String wrong) {
    if (!condition) {
      throw new StorageConfigurationException("S3 storage cannot open: " + wrong, null);
    }
  }
}
