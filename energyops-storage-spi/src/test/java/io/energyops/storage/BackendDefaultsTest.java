package io.energyops.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackendDefaultsTest {

  private final HeapBackend backend = new HeapBackend("heap", 2);

  @Test
  void the_five_simple_operations_stand_on_the_others() {
    byte[] data = {1, 2, 3};

    assertEquals("a/b", backend.save("a/b", data));
    assertArrayEquals(data, backend.read("a/b"));
    assertTrue(backend.exists("a/b"));
    assertFalse(backend.exists("a"));
    assertTrue(backend.delete("a/b"));
    assertFalse(backend.delete("a/b"));
    assertThrows(StorageNotFoundException.class, () -> backend.read("a/b"));
  }

  @Test
  void the_simple_list_reads_every_page() {
    List<String> keys = IntStream.range(0, 7).mapToObj(i -> "k" + i).toList();
    keys.forEach(key -> backend.save(key, new byte[0]));
    backend.save("other", new byte[0]);

    assertEquals(keys, backend.list("k"));
    assertEquals(8, backend.list("").size());
  }

  @Test
  void the_simple_forms_check_the_key() {
    assertThrows(InvalidKeyException.class, () -> backend.save("../a", new byte[0]));
    assertThrows(InvalidKeyException.class, () -> backend.read("/a"));
    assertThrows(InvalidKeyException.class, () -> backend.delete("."));
    assertThrows(InvalidKeyException.class, () -> backend.exists(""));
    assertThrows(InvalidKeyException.class, () -> backend.list("../"));
  }

  @Test
  void a_bulk_delete_goes_on_behind_a_failure() {
    backend.save("a", new byte[0]);
    backend.save("c", new byte[0]);
    StorageKey a = StorageKey.of("a");
    StorageKey broken = StorageKey.of("broken");
    StorageKey c = StorageKey.of("c");
    StorageKey none = StorageKey.of("none");

    BulkDeleteResult result = backend.deleteAll(List.of(a, broken, none, c));

    assertEquals(Set.of(a, c), result.deleted());
    assertEquals(Set.of(none), result.missing());
    assertEquals(Set.of(broken), result.failed().keySet());
    assertFalse(result.isComplete());
  }

  @Test
  void a_bulk_delete_of_a_closed_backend_says_so() {
    backend.close();

    assertThrows(
        StorageClosedException.class, () -> backend.deleteAll(List.of(StorageKey.of("a"))));
  }
}
