package io.energyops.storage;

/** An object with this key exists and the write asked for an absent one; nothing was changed. */
public class StorageAlreadyExistsException extends StorageConflictException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param key the key that is taken
   */
  public StorageAlreadyExistsException(StorageKey key) {
    super(
        StorageErrorCode.ALREADY_EXISTS,
        key,
        "Object '" + key + "' exists already. Choose another key, or write without ifAbsent.");
  }
}
