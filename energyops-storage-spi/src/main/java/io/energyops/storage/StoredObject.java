package io.energyops.storage;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known about one stored version of an object. Immutable. */
public final class StoredObject {

  private final StorageKey key;
  private final long size;
  private final Instant modifiedAt;
  private final String version;
  private final @Nullable String sha256;
  private final @Nullable String contentType;

  private StoredObject(Builder builder) {
    this.key = builder.key;
    this.size = builder.size;
    this.modifiedAt = builder.modifiedAt;
    this.version = builder.version;
    this.sha256 = builder.sha256;
    this.contentType = builder.contentType;
  }

  /**
   * Starts a description with what every backend knows.
   *
   * @param key the object's key
   * @param size its size in bytes, at least 0
   * @param modifiedAt when this version was written
   * @param version what tells this version from others of the same key
   * @return a builder
   */
  public static Builder builder(StorageKey key, long size, Instant modifiedAt, String version) {
    return new Builder(key, size, modifiedAt, version);
  }

  /**
   * Returns the key.
   *
   * @return the key
   */
  public StorageKey key() {
    return key;
  }

  /**
   * Returns the size.
   *
   * @return the size in bytes
   */
  public long size() {
    return size;
  }

  /**
   * Returns when this version was written.
   *
   * @return the time by the backend's clock
   */
  public Instant modifiedAt() {
    return modifiedAt;
  }

  /**
   * Returns what tells this version from others of the same key, for {@link
   * WriteCondition#ifMatch(String)}. Versions with the same bytes may share it, where it is made of
   * them.
   *
   * @return an opaque text
   */
  public String version() {
    return version;
  }

  /**
   * Returns the checksum of the content.
   *
   * @return SHA-256 as 64 lower-case hexadecimal digits, or empty when the backend does not know it
   */
  public Optional<String> sha256() {
    return Optional.ofNullable(sha256);
  }

  /**
   * Returns the media type.
   *
   * @return the type that the writer gave, or empty
   */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredObject that
        && key.equals(that.key)
        && size == that.size
        && modifiedAt.equals(that.modifiedAt)
        && version.equals(that.version)
        && Objects.equals(sha256, that.sha256)
        && Objects.equals(contentType, that.contentType);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, version);
  }

  @Override
  public String toString() {
    return "StoredObject[" + key + ", " + size + " bytes, version " + version + "]";
  }

  /** Builds a {@link StoredObject}; not thread-safe. */
  public static final class Builder {

    private final StorageKey key;
    private final long size;
    private final Instant modifiedAt;
    private final String version;
    private @Nullable String sha256;
    private @Nullable String contentType;

    private Builder(StorageKey key, long size, Instant modifiedAt, String version) {
      if (size < 0) {
        throw new IllegalArgumentException("An object's size is at least 0, not " + size);
      }
      this.key = Objects.requireNonNull(key, "key");
      this.size = size;
      this.modifiedAt = Objects.requireNonNull(modifiedAt, "modifiedAt");
      this.version = Objects.requireNonNull(version, "version");
    }

    /**
     * Sets the checksum.
     *
     * @param digits SHA-256 as 64 lower-case hexadecimal digits, or null
     * @return this builder
     * @throws IllegalArgumentException when the text has another form
     */
    public Builder sha256(@Nullable String digits) {
      if (digits != null && !isSha256(digits)) {
        throw new IllegalArgumentException("SHA-256 has 64 lower-case hexadecimal digits.");
      }
      this.sha256 = digits;
      return this;
    }

    private static boolean isSha256(String digits) {
      for (int i = 0; i < digits.length(); i++) {
        char c = digits.charAt(i);
        if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
          return false;
        }
      }
      return digits.length() == 64;
    }

    /**
     * Sets the media type.
     *
     * @param type the type, or null
     * @return this builder
     */
    public Builder contentType(@Nullable String type) {
      this.contentType = type;
      return this;
    }

    /**
     * Builds the description.
     *
     * @return the description
     */
    public StoredObject build() {
      return new StoredObject(this);
    }
  }
}
