package io.energyops.storage;

import org.jspecify.annotations.Nullable;

/** A setting is missing or wrong, or two installed providers have one name. */
public class StorageConfigurationException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which setting, what is wrong with it, and what to do
   * @param cause what led to it, or null
   */
  public StorageConfigurationException(String message, @Nullable Throwable cause) {
    this(StorageErrorCode.CONFIGURATION, message, cause);
  }

  /**
   * Creates an exception with a code of its own.
   *
   * @param code the stable code
   * @param message which setting, what is wrong with it, and what to do
   * @param cause what led to it, or null
   */
  protected StorageConfigurationException(
      StorageErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
