package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LinksTest { // S-11

  @TempDir private Path folder;
  private Path root;
  private Path outside;
  private StorageBackend storage;

  @BeforeEach
  void open() throws IOException {
    root = folder.resolve("root");
    storage = builder(root).open();
    outside = folder.resolve("outside");
    try (StorageBackend other = LocalStorage.open(outside)) {
      other.save("secret", new byte[] {1});
    }
  }

  LocalStorage.Builder builder(Path place) {
    return LocalStorage.builder(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "", "/", "a/../..", "..%2f", "/etc/passwd", "../outside/secret"})
  void a_climbing_key_is_refused(String key) {
    storage.save("a/b", new byte[0]);

    assertThrows(InvalidKeyException.class, () -> storage.delete(key));
    assertThrows(InvalidKeyException.class, () -> storage.read(key));
    assertThrows(InvalidKeyException.class, () -> storage.save(key, new byte[0]));
    assertEquals(List.of("a/b"), storage.list(""));
  }

  @Test
  void a_linked_folder_is_never_entered() throws IOException {
    Files.createSymbolicLink(root.resolve("a+"), outside);

    assertThrows(StorageAccessDeniedException.class, () -> storage.read("a/secret"));
    assertThrows(StorageAccessDeniedException.class, () -> storage.exists("a/secret"));
    assertThrows(StorageAccessDeniedException.class, () -> storage.delete("a/secret"));
    assertThrows(StorageAccessDeniedException.class, () -> storage.save("a/new", new byte[0]));
    assertThrows(StorageAccessDeniedException.class, () -> storage.save("a/b/new", new byte[0]));
    assertEquals(List.of(), storage.list(""));
    assertEquals(List.of(), storage.list("a/"));
    assertEquals(List.of("secret"), Trees.files(outside));
  }

  @Test
  void a_linked_file_is_neither_read_nor_deleted_nor_written_through() throws IOException {
    Files.createSymbolicLink(root.resolve("a"), outside.resolve("secret"));

    assertThrows(StorageAccessDeniedException.class, () -> storage.read("a"));
    assertThrows(StorageAccessDeniedException.class, () -> storage.exists("a"));
    assertThrows(StorageAccessDeniedException.class, () -> storage.delete("a"));
    assertEquals(List.of(), storage.list(""));

    storage.save("a", new byte[] {7, 7});

    assertFalse(Files.isSymbolicLink(root.resolve("a")));
    assertEquals(2, storage.read("a").length);
    try (StorageBackend other = LocalStorage.open(outside)) {
      assertEquals(1, other.read("secret").length);
    }
  }

  @Test
  void a_folder_exchanged_for_a_link_in_mid_write_is_caught() throws IOException {
    ObjectSource exchanging =
        () -> {
          Files.move(root.resolve("a+"), folder.resolve("moved"));
          Files.createSymbolicLink(root.resolve("a+"), outside);
          return InputStream.nullInputStream();
        };

    assertThrows(
        StorageAccessDeniedException.class,
        () -> storage.save(StorageKey.of("a/secret"), exchanging));

    try (StorageBackend other = LocalStorage.open(outside)) {
      assertEquals(1, other.read("secret").length);
    }
    assertEquals(List.of("secret"), Trees.files(outside));
  }

  @Test
  void a_folder_exchanged_for_a_link_between_two_reads_is_caught_at_once() throws IOException {
    storage.save("a/secret", new byte[] {2});
    for (int i = 0; i < 100; i++) {
      assertEquals(2, storage.read("a/secret")[0]);
      Files.move(root.resolve("a+"), folder.resolve("moved"));
      Files.createSymbolicLink(root.resolve("a+"), outside);

      assertThrows(StorageAccessDeniedException.class, () -> storage.read("a/secret"));
      assertThrows(StorageAccessDeniedException.class, () -> storage.save("a/x", new byte[1]));

      Files.delete(root.resolve("a+"));
      Files.move(folder.resolve("moved"), root.resolve("a+"));
    }
  }

  @Test
  void a_folder_exchanged_for_another_is_read_at_once() throws IOException {
    storage.save("a/secret", new byte[] {2});
    assertEquals(2, storage.read("a/secret")[0]);
    Files.move(root.resolve("a+"), folder.resolve("moved"));
    Files.move(outside, root.resolve("a+"));

    assertEquals(1, storage.read("a/secret")[0]);
    assertEquals(List.of("a/secret"), storage.list(""));
  }

  @Test
  void a_pipe_in_place_of_a_file_is_never_opened() throws Exception {
    Process made = new ProcessBuilder("mkfifo", root.resolve("a").toString()).start();
    assertEquals(0, made.waitFor());

    assertThrows(StorageAccessDeniedException.class, () -> storage.read("a"));
    assertThrows(StorageAccessDeniedException.class, () -> storage.exists("a"));
    assertThrows(
        StorageAccessDeniedException.class,
        () -> storage.copy(StorageKey.of("a"), StorageKey.of("b"), WriteCondition.none()));
    assertThrows(
        StorageAccessDeniedException.class,
        () -> storage.move(StorageKey.of("a"), StorageKey.of("b"), WriteCondition.none()));
    assertEquals(List.of(), storage.list(""));
  }

  @Test
  void litter_behind_a_link_is_not_swept() throws IOException {
    Path foreign = Files.write(outside.resolve("+tmp-x"), new byte[1]);
    Files.setLastModifiedTime(foreign, FileTime.fromMillis(0));
    Files.createSymbolicLink(root.resolve("a+"), outside);
    Files.createSymbolicLink(root.resolve("+tmp-y"), foreign);

    LocalStorage.open(root);

    assertTrue(Files.exists(foreign));
  }

  @Test
  void the_root_itself_may_be_reached_by_a_link() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), root);
    try (StorageBackend linked = LocalStorage.open(link)) {
      linked.save("a", new byte[1]);
    }

    assertTrue(storage.exists("a"));
  }
}
