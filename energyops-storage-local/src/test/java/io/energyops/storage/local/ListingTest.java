package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.BulkDeleteResult;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageDamagedException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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

    assertEquals(List.of("c"), keys(second));
  }

  @Test
  void a_foreign_continuation_is_refused() {
    for (String foreign : List.of("???", "Li4v", "", "bm8tY29udGludWF0aW9uLW9mLWxvY2Fs")) {
      StorageException e =
          assertThrows(
              StorageException.class, () -> storage.list(ListRequest.of("").after(foreign)));
      assertEquals(StorageErrorCode.INVALID_ARGUMENT, e.code());
    }
  }

  private List<String> keys(ListPage page) {
    return page.objects().stream().map(o -> o.key().value()).toList();
  }

  @Nested
  class Paging {

    private final ListRequest request = ListRequest.of("").withLimit(2);

    @BeforeEach
    void save() {
      ListingTest.this.save("a/1", "a/2", "b", "c/1/x", "c/1/y", "c/2", "d");
    }

    @Test
    void another_instance_goes_on_where_the_first_stopped() {
      ListPage first = storage.list(request);
      storage.close();
      open();

      ListPage second = storage.list(request.after(first.continuation().orElseThrow()));
      assertEquals(List.of("b", "c/1/x"), keys(second));
    }

    @Test
    void a_continuation_can_be_used_again_and_again() {
      String continuation = storage.list(request).continuation().orElseThrow();
      for (int i = 0; i < 3; i++) {
        ListPage page = storage.list(request.after(continuation));
        assertEquals(List.of("b", "c/1/x"), keys(page));
        ListPage next = storage.list(request.after(page.continuation().orElseThrow()));
        assertEquals(List.of("c/1/y", "c/2"), keys(next));
      }
    }

    @Test
    void many_listings_at_once_do_not_disturb_each_other() {
      List<String> continuations = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        continuations.add(storage.list(request).continuation().orElseThrow());
      }
      for (String continuation : continuations) {
        ListPage page = storage.list(request.withLimit(9).after(continuation));
        assertEquals(List.of("b", "c/1/x", "c/1/y", "c/2", "d"), keys(page));
      }
    }

    @Test
    void a_continuation_of_another_prefix_goes_on_behind_its_key() {
      String behindA = storage.list(request).continuation().orElseThrow();

      assertEquals(List.of("c/1/x", "c/1/y", "c/2"), keys(after("c/", behindA)));
      assertEquals(List.of("d"), keys(after("d", behindA)));
      assertEquals(List.of(), keys(after("a/", behindA)));
      assertEquals(List.of("b"), keys(after("b", behindA)));
    }

    private ListPage after(String prefix, String continuation) {
      return storage.list(ListRequest.of(prefix).after(continuation));
    }

    @Test
    void what_went_is_left_out_and_what_was_replaced_is_shown_anew() {
      String continuation = storage.list(request).continuation().orElseThrow();
      storage.delete("c/1/x");
      StoredObject anew = storage.save(StorageKey.of("b"), ObjectSource.of(new byte[77]));

      ListPage page = storage.list(request.after(continuation));

      assertEquals(List.of("b", "c/1/y"), keys(page));
      assertEquals(anew.version(), page.objects().get(0).version());
      assertEquals(77, page.objects().get(0).size());
    }

    @Test
    void folders_that_are_larger_than_the_window_are_read_in_turns() {
      for (int i = 0; i < 50; i++) {
        ListingTest.this.save("w/" + i * 7 % 50, "w/" + i * 7 % 50 + "/deep");
      }
      List<String> all = storage.list("");
      assertEquals(107, all.size());
      for (int window : new int[] {1, 2, 7, 49, 50}) {
        try (StorageBackend small = LocalStorage.builder(root).listingWindow(window).open()) {
          List<String> paged = new ArrayList<>();
          ListRequest next = ListRequest.of("").withLimit(3);
          for (boolean more = true; more; ) {
            ListPage page = small.list(next);
            paged.addAll(keys(page));
            more = page.continuation().isPresent();
            next = next.after(page.continuation().orElse(null));
          }
          assertEquals(all, paged, "window " + window);
        }
      }
    }
  }

  @Nested
  class Descriptions {

    private Path file;
    private StoredObject stored;

    @BeforeEach
    void save() {
      stored = storage.save(StorageKey.of("k"), ObjectSource.of(new byte[5]));
      file = root.resolve("k");
    }

    private StoredObject listed() {
      return storage.list(ListRequest.of("")).objects().get(0);
    }

    @Test
    void a_listing_says_the_same_as_a_look_at_the_object() {
      assertEquals(stored.version(), listed().version());
      assertEquals(stored.modifiedAt(), listed().modifiedAt());
      assertEquals(stored.size(), listed().size());
    }

    @Test
    void a_listing_does_not_open_files() throws IOException {
      FileTime time = Files.getLastModifiedTime(file);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1] ^= 1;
      Files.write(file, bytes);
      Files.setLastModifiedTime(file, time);

      assertThrows(StorageDamagedException.class, () -> storage.stat(StorageKey.of("k")));
      assertEquals(stored.version(), listed().version());
    }

    @Test
    void files_that_lost_their_time_are_looked_into() throws IOException {
      Instant now = Files.getLastModifiedTime(file).toInstant();
      for (Instant time :
          List.of(
              now.truncatedTo(ChronoUnit.SECONDS),
              now.truncatedTo(ChronoUnit.MILLIS),
              now.truncatedTo(ChronoUnit.MICROS),
              now.plusMillis(1),
              now.plusNanos(1),
              now.plusSeconds(3600))) {
        Files.setLastModifiedTime(file, FileTime.from(time));

        assertEquals(stored, listed(), "with time " + time);
      }
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
