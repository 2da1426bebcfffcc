package io.energyops.storage.local;

import java.nio.file.Path;

/** The same where the system cannot hold folders open. */
class LocalBackendByPathTest extends LocalBackendTest {

  @Override
  LocalStorage.Builder builder(Path place) {
    return LocalStorage.builder(place).withoutHeldFolders();
  }
}
