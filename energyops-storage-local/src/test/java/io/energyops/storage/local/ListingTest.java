package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.BulkDeleteResult;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {

  @TempDir private Path root;
  private StorageBackend storage;

  @BeforeEach
  void open() {
    storage = LocalStorage.open(root);
  }

  private void save(String... keys) {
    for (String key : keys) {
      storage.save(key, new byte[0]);
    }
  }

  @Test
  void a_prefix_is_no_folder() { // S-05
    save("run/1/x", "run/1", "run/10/x", "run/2/x");

    assertEquals(List.of("run/1", "run/1/x", "run/10/x"), storage.list("run/1"));
    assertEquals(List.of("run/1/x"), storage.list("run/1/"));

    List<StoredObject> doomed = storage.list(ListRequest.of("run/1/")).objects();
    BulkDeleteResult result = storage.deleteAll(doomed.stream().map(StoredObject::key).toList());

    assertTrue(result.isComplete());
    assertEquals(List.of("run/1", "run/10/x", "run/2/x"), storage.list("run/"));
  }

  @Test
  void the_slash_takes_part_in_the_order() {
    save("a/b", "a.b", "a0", "a", "a-b/c");

    assertEquals(List.of("a", "a-b/c", "a.b", "a/b", "a0"), storage.list(""));
  }

  @Test
  void a_page_goes_on_behind_a_key_that_was_deleted_meanwhile() {
    save("a", "b/1", "b/2", "c");
    ListPage first = storage.list(ListRequest.of("").withLimit(2));

    storage.delete("b/1");
    storage.delete("b/2");
    ListPage second = storage.list(ListRequest.of("").after(first.continuation().orElseThrow()));

    assertEquals(List.of("c"), second.objects().stream().map(o -> o.key().value()).toList());
  }

  @Test
  void a_foreign_continuation_is_refused() {
    for (String foreign : List.of("???", "Li4v", "")) {
      StorageException e =
          assertThrows(
              StorageException.class, () -> storage.list(ListRequest.of("").after(foreign)));
      assertEquals(StorageErrorCode.INVALID_ARGUMENT, e.code());
    }
  }

  @Test
  void foreign_files_are_no_objects() throws IOException {
    save("a");
    Files.writeString(root.resolve("README"), "hello");
    Files.writeString(root.resolve("note.txt"), "hello");
    Files.writeString(root.resolve("%zz"), "hello");
    Files.createDirectories(root.resolve("lost+found"));
    Files.createDirectories(root.resolve("x%0ay+"));

    assertEquals(List.of("a"), storage.list(""));
  }

  @Test
  void names_that_some_file_systems_confuse_stay_apart() {
    save("File.csv", "file.csv", "nul", "nul.txt", "con/aux", "dot.", "dot", "sp ", "sp");

    assertEquals(9, storage.list("").size());
    List<String> names = Trees.files(root).stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
    assertEquals(9, names.stream().distinct().count());
    for (String name : names) {
      assertTrue(name.matches("[a-z0-9._!%+=/-]+"), name);
      for (String step : List.of(name.split("/", -1))) {
        assertTrue(!step.matches("(nul|con|aux)(\\..*)?|.*\\."), name);
      }
    }
  }
}
