package io.energyops.storage;

/**
 * Makes backends of one type. A plugin lists its class, public with a public constructor without
 * arguments, in {@code META-INF/services/io.energyops.storage.StorageProvider}.
 */
public interface StorageProvider {

  /**
   * Returns the name by which the type is chosen.
   *
   * @return lower-case letters, digits and hyphens, such as {@code local}
   */
  String type();

  /**
   * Opens a new backend.
   *
   * @param config the settings
   * @return the backend, which the caller closes
   * @throws StorageConfigurationException when a setting is missing or wrong
   * @throws StorageException when the place cannot be used
   */
  StorageBackend open(StorageConfig config);
}
