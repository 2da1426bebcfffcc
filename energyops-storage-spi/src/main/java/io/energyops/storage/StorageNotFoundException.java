package io.energyops.storage;

import java.util.Objects;

/** No object with this key exists. */
public class StorageNotFoundException extends StorageException {

  private static final long serialVersionUID = 1L;

  /** The key that was asked for. */
  private final StorageKey key;

  /**
   * Creates an exception.
   *
   * @param key the key that was asked for
   */
  public StorageNotFoundException(StorageKey key) {
    super(
        StorageErrorCode.NOT_FOUND,
        "No object '" + key + "' is stored. List the prefix, or check the key.",
        null);
    this.key = Objects.requireNonNull(key, "key");
  }

  /**
   * Returns the key that was asked for.
   *
   * @return the key
   */
  public StorageKey key() {
    return key;
  }
}
