package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageBackends;
import io.energyops.storage.StorageConfig;
import io.energyops.storage.StorageConfigurationException;
import io.energyops.storage.UnknownStorageTypeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageProviderTest {

  private static final String TYPE = "energyops.storage.type";
  private static final String PATH = "energyops.storage.path";

  @TempDir private Path folder;

  @AfterEach
  void clearProperties() {
    System.clearProperty(TYPE);
    System.clearProperty(PATH);
  }

  @Test
  void get_storage_opens_a_new_instance_over_the_configured_path() {
    System.setProperty(TYPE, "local");
    System.setProperty(PATH, folder.resolve("a/b").toString());

    try (StorageBackend one = StorageBackends.getStorage();
        StorageBackend two = StorageBackends.getStorage()) {
      assertNotSame(one, two);
      one.save("k", new byte[] {1});
      assertTrue(two.exists("k"));
    }
    assertTrue(Files.isRegularFile(folder.resolve("a/b/k")));
  }

  @Test
  void an_unknown_type_names_local() {
    System.setProperty(TYPE, "azure");

    UnknownStorageTypeException e =
        assertThrows(UnknownStorageTypeException.class, StorageBackends::getStorage);
    assertTrue(e.installedTypes().contains("local"), e.getMessage());
  }

  @Test
  void a_root_that_is_a_file_is_a_wrong_setting() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    StorageConfig config = StorageConfig.empty().with("path", file.toString());

    StorageConfigurationException e =
        assertThrows(
            StorageConfigurationException.class, () -> StorageBackends.open("local", config));
    assertTrue(e.getMessage().contains("path"), e.getMessage());
  }

  @Test
  void a_path_that_is_none_is_a_wrong_setting() {
    StorageConfig config = StorageConfig.empty().with("path", "a\0b");

    StorageConfigurationException e =
        assertThrows(
            StorageConfigurationException.class, () -> StorageBackends.open("local", config));
    assertTrue(e.getMessage().contains("path"), e.getMessage());
  }

  @Test
  void a_root_that_cannot_be_written_is_refused_at_once() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      // Root may write everywhere but in the kernel's own file system.
      Path root = Files.isWritable(folder) ? Path.of("/sys/kernel") : folder;

      assertThrows(StorageAccessDeniedException.class, () -> LocalStorage.open(root));
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void opening_leaves_nothing_in_the_root() {
    try (StorageBackend storage = LocalStorage.open(folder)) {
      assertEquals(0, Trees.entries(folder));
      assertTrue(storage.list("").isEmpty());
    }
  }

  @Test
  void a_litter_age_that_would_hit_writes_under_way_is_refused() {
    LocalStorage.Builder builder = LocalStorage.builder(folder);

    assertThrows(IllegalArgumentException.class, () -> builder.litterAge(Duration.ofSeconds(59)));
  }
}
