package io.energyops.storage;

import java.util.Objects;

/** The condition of a write does not hold; nothing was changed. */
public class StorageConflictException extends StorageException {

  private static final long serialVersionUID = 1L;

  /** The key of the refused write. */
  private final StorageKey key;

  /**
   * Creates an exception.
   *
   * @param code the stable code
   * @param key the key of the refused write
   * @param message what was wrong, where, and what to do
   */
  protected StorageConflictException(StorageErrorCode code, StorageKey key, String message) {
    super(code, message, null);
    this.key = Objects.requireNonNull(key, "key");
  }

  /**
   * Creates the exception of a write whose expected version is not the stored one.
   *
   * @param key the key of the refused write
   * @param expectedVersion the version that the write asked for
   * @return the exception
   */
  public static StorageConflictException versionMismatch(StorageKey key, String expectedVersion) {
    return new StorageConflictException(
        StorageErrorCode.VERSION_MISMATCH,
        key,
        "Object '"
            + key
            + "' does not have version "
            + expectedVersion
            + " any more. Read it again and repeat the change.");
  }

  /**
   * Returns the key of the refused write.
   *
   * @return the key
   */
  public StorageKey key() {
    return key;
  }
}
