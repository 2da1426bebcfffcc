package io.energyops.storage.s3;

import io.energyops.storage.StorageBackend;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Opens storage over a bucket of Amazon S3 or of a server that speaks its protocol. Keys are the
 * names of the objects, as they are, behind the prefix if there is one; names in the bucket that
 * are no {@linkplain io.energyops.storage.StorageKey keys} are not seen.
 *
 * <p>Many instances and processes may use one bucket at once, and no thread is started. A write
 * beyond one part reads its source twice, and holds two parts in memory at most. Directory buckets
 * of S3 Express do not list in order and are no place for it.
 */
public final class S3Storage {

  static final String TYPE = "s3";

  private S3Storage() {}

  /**
   * Opens a bucket of Amazon S3 with the usual settings, and region and credentials from where the
   * SDK looks for them.
   *
   * @param bucket the bucket's name
   * @return a new backend, which the caller closes
   * @throws io.energyops.storage.StorageException when the bucket cannot be used
   */
  public static StorageBackend open(String bucket) {
    return builder(bucket).open();
  }

  /**
   * Starts with the usual settings.
   *
   * @param bucket the bucket's name
   * @return a builder
   */
  public static Builder builder(String bucket) {
    return new Builder(bucket);
  }

  /** Builds a backend over a bucket; not thread-safe. */
  public static final class Builder {

    final String bucket;
    String prefix = "";
    @Nullable String region;
    @Nullable URI endpoint;
    @Nullable Boolean pathStyle;
    @Nullable String accessKeyId;
    @Nullable String secretAccessKey;
    @Nullable Duration connectTimeout;
    @Nullable Duration readTimeout;
    @Nullable Duration attemptTimeout;
    @Nullable Duration callTimeout;
    @Nullable Integer maxAttempts;
    @Nullable Boolean checksums;
    @Nullable S3Client client;
    int partBytes = PartSize.DEFAULT;
    long copyPartBytes = Copies.PART_BYTES;
    boolean createBucket;
    ConditionalWrites conditionalWrites = ConditionalWrites.PROBE;
    Clock clock = Clock.systemUTC();
    Supplier<UUID> ids = UUID::randomUUID;
    Retries.Pause pause = Thread::sleep;

    private Builder(String bucket) {
      this.bucket = Objects.requireNonNull(bucket, "bucket").strip();
    }

    /**
     * Sets the prefix below which objects lie; what is beside it is neither seen nor touched.
     *
     * @param value segments separated by slashes, such as {@code app1/files}; default none
     * @return this builder
     */
    public Builder prefix(String value) {
      this.prefix = value.strip();
      return this;
    }

    /**
     * Sets the bucket's region.
     *
     * @param value the region's name, such as {@code eu-central-1}; default where the SDK looks for
     *     it, or any when an endpoint is given
     * @return this builder
     */
    public Builder region(String value) {
      this.region = value.strip();
      return this;
    }

    /**
     * Sets the address of a server other than Amazon's.
     *
     * @param value scheme, host and port
     * @return this builder
     */
    public Builder endpoint(URI value) {
      this.endpoint = Objects.requireNonNull(value, "endpoint");
      return this;
    }

    /**
     * Sets where the bucket's name stands in an address.
     *
     * @param value true for the path, false for the host; default the path when an endpoint is
     *     given
     * @return this builder
     */
    public Builder pathStyle(boolean value) {
      this.pathStyle = value;
      return this;
    }

    /**
     * Sets the credentials.
     *
     * @param id the id of the access key
     * @param secret the secret of the access key
     * @return this builder; without credentials the SDK's default chain is asked
     */
    public Builder credentials(String id, String secret) {
      this.accessKeyId = id.strip();
      this.secretAccessKey = secret.strip();
      return this;
    }

    /**
     * Sets the size of the parts in which large objects are written, and with it the memory that a
     * write takes. It grows by itself for objects beyond 10 000 parts.
     *
     * @param bytes 5 MiB to 1 GiB; default 8 MiB
     * @return this builder
     */
    public Builder partSize(int bytes) {
      this.partBytes = bytes;
      return this;
    }

    /**
     * Sets how long to wait for a connection.
     *
     * @param value above zero; default 5 seconds
     * @return this builder
     */
    public Builder connectTimeout(Duration value) {
      this.connectTimeout = value;
      return this;
    }

    /**
     * Sets how long to wait for the next bytes of an answer.
     *
     * @param value above zero; default 30 seconds
     * @return this builder
     */
    public Builder readTimeout(Duration value) {
      this.readTimeout = value;
      return this;
    }

    /**
     * Sets how long one request may take, with the sending of a part but without the reading of an
     * object.
     *
     * @param value above zero; default 2 minutes
     * @return this builder
     */
    public Builder attemptTimeout(Duration value) {
      this.attemptTimeout = value;
      return this;
    }

    /**
     * Sets how long a request may take together with its repetitions.
     *
     * @param value at least the time of one; default 5 minutes
     * @return this builder
     */
    public Builder callTimeout(Duration value) {
      this.callTimeout = value;
      return this;
    }

    /**
     * Sets how often a request is sent at most.
     *
     * @param value 1 to 20; default 3
     * @return this builder
     */
    public Builder maxAttempts(int value) {
      this.maxAttempts = value;
      return this;
    }

    /**
     * Sets whether requests carry checksums, and those of answers are compared, wherever the
     * protocol has them.
     *
     * @param value false for a server that refuses them; default true
     * @return this builder
     */
    public Builder checksums(boolean value) {
      this.checksums = value;
      return this;
    }

    /**
     * Gives a client of the host, in place of everything above that concerns the connection. It is
     * used as it is and never closed.
     *
     * @param value the client
     * @return this builder
     */
    public Builder client(S3Client value) {
      this.client = Objects.requireNonNull(value, "client");
      return this;
    }

    /**
     * Sets whether a bucket that is missing is created.
     *
     * @param value true to create it; default false
     * @return this builder
     */
    public Builder createBucket(boolean value) {
      this.createBucket = value;
      return this;
    }

    /**
     * Sets how the backend learns whether the server keeps the conditions of writes.
     *
     * @param value the way; default {@link ConditionalWrites#PROBE}
     * @return this builder
     */
    public Builder conditionalWrites(ConditionalWrites value) {
      this.conditionalWrites = Objects.requireNonNull(value, "conditionalWrites");
      return this;
    }

    /**
     * Sets the clock that is asked where an answer of the server has no time.
     *
     * @param value the clock; default the system's
     * @return this builder
     */
    public Builder clock(Clock value) {
      this.clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Sets where the ids of writes come from.
     *
     * @param value gives ids that never repeat, also among processes; default random ones
     * @return this builder
     */
    public Builder ids(Supplier<UUID> value) {
      this.ids = Objects.requireNonNull(value, "ids");
      return this;
    }

    /**
     * Opens the backend: checks the settings and the bucket.
     *
     * @return a new backend, which the caller closes
     * @throws io.energyops.storage.StorageConfigurationException when a setting is wrong, settings
     *     do not go together, or the bucket does not exist
     * @throws io.energyops.storage.StorageAccessDeniedException when the account lacks a right
     * @throws io.energyops.storage.StorageUnavailableException when the server does not answer
     */
    public StorageBackend open() {
      return Opening.of(this);
    }
  }
}
