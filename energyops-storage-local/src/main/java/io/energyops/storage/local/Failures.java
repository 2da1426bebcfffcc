package io.energyops.storage.local;

import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** Says in the SPI's words what the file system said. */
final class Failures {

  private Failures() {}

  static StorageException of(String action, String key, IOException cause) {
    String what = "Local storage could not " + action + " '" + key + "'";
    if (cause instanceof AccessDeniedException) {
      return new StorageAccessDeniedException(
          what + ": access denied. Give this user access to the root folder.", cause);
    }
    return new StorageUnavailableException(
        what + ": " + cause.getMessage() + ". Check the disk and its free space.", null, cause);
  }
}
