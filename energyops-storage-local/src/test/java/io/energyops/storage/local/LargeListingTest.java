package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.storage.StorageBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However many objects there are, a listing needs little memory. */
@Tag("nightly")
@Timeout(600)
class LargeListingTest {

  private static final int OBJECTS = 100_000;

  @TempDir private Path root;

  @Test
  void a_flat_folder_is_listed_in_32_mebibytes() throws Exception {
    list(i -> "flat+/object-" + Integer.toHexString(i * 0x9e3779b1) + ".csv");
  }

  @Test
  void a_tree_is_listed_in_32_mebibytes() throws Exception {
    list(i -> "tree+/" + i / 1000 + "+/" + i % 1000 / 100 + "+/object-" + i + ".csv");
  }

  private void list(IntFunction<String> names) throws Exception {
    byte[] bytes;
    FileTime time;
    try (StorageBackend storage = LocalStorage.open(root)) {
      storage.save("x", new byte[100]);
      bytes = Files.readAllBytes(root.resolve("x"));
      time = Files.getLastModifiedTime(root.resolve("x"));
      storage.delete("x");
    }
    for (int i = 0; i < OBJECTS; i++) {
      put(root.resolve(names.apply(i)), bytes, time);
    }
    try (JavaProcess lister = JavaProcess.start(List.of("-Xmx32m"), PagingLister.class, root)) {
      assertEquals(String.valueOf(OBJECTS), lister.line());
      assertEquals(0, lister.exit());
    }
  }

  private static void put(Path file, byte[] bytes, FileTime time) throws IOException {
    Files.createDirectories(Paths.parent(file));
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);
  }
}
