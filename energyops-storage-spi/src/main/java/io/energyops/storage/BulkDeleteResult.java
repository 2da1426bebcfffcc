package io.energyops.storage;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What became of each key of a bulk delete. Immutable. */
public final class BulkDeleteResult {

  private final Set<StorageKey> deleted;
  private final Set<StorageKey> missing;
  private final Map<StorageKey, StorageException> failed;

  private BulkDeleteResult(Builder builder) {
    this.deleted = Set.copyOf(builder.deleted);
    this.missing = Set.copyOf(builder.missing);
    this.failed = Map.copyOf(builder.failed);
  }

  /**
   * Starts an empty result.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the keys that were there and are gone.
   *
   * @return the keys
   */
  public Set<StorageKey> deleted() {
    return deleted;
  }

  /**
   * Returns the keys that were not there. A backend whose bulk delete cannot tell counts them as
   * deleted.
   *
   * @return the keys
   */
  public Set<StorageKey> missing() {
    return missing;
  }

  /**
   * Returns the keys that may still be there, each with the reason.
   *
   * @return the reasons by key
   */
  public Map<StorageKey, StorageException> failed() {
    return failed;
  }

  /**
   * Tells whether none of the keys is there any more.
   *
   * @return whether nothing failed
   */
  public boolean isComplete() {
    return failed.isEmpty();
  }

  @Override
  public String toString() {
    return String.format(
        "BulkDeleteResult[deleted=%d, missing=%d, failed=%d]",
        deleted.size(), missing.size(), failed.size());
  }

  /** Collects a {@link BulkDeleteResult}; not thread-safe. */
  public static final class Builder {

    private final Set<StorageKey> deleted = new LinkedHashSet<>();
    private final Set<StorageKey> missing = new LinkedHashSet<>();
    private final Map<StorageKey, StorageException> failed = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Notes a key that was there and is gone.
     *
     * @param key the key
     * @return this builder
     */
    public Builder deleted(StorageKey key) {
      deleted.add(key);
      return this;
    }

    /**
     * Notes a key that was not there.
     *
     * @param key the key
     * @return this builder
     */
    public Builder missing(StorageKey key) {
      missing.add(key);
      return this;
    }

    /**
     * Notes a key that may still be there.
     *
     * @param key the key
     * @param reason why
     * @return this builder
     */
    public Builder failed(StorageKey key, StorageException reason) {
      failed.put(key, reason);
      return this;
    }

    /**
     * Builds the result.
     *
     * @return the result
     */
    public BulkDeleteResult build() {
      return new BulkDeleteResult(this);
    }
  }
}
