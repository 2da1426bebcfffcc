package io.energyops.storage.local;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageConfig;
import io.energyops.storage.StorageProvider;
import java.nio.file.Path;

/**
 * Provides the type {@code local}. Its one setting, {@code path}, names the root folder; without it
 * the root is {@code energyops-data/storage} in the working directory.
 */
public final class LocalStorageProvider implements StorageProvider {

  private static final String DEFAULT_ROOT = "energyops-data/storage";

  /** Creates the provider, as the service loader does. */
  public LocalStorageProvider() {}

  @Override
  public String type() {
    return LocalStorage.TYPE;
  }

  @Override
  public StorageBackend open(StorageConfig config) {
    return LocalStorage.open(config.path("path").orElseGet(() -> Path.of(DEFAULT_ROOT)));
  }
}
