package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.BulkDeleteResult;
import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deletes of many objects at once. */
final class BulkDeleteTopic {

  /** More than one request of usual services holds. */
  private static final int MANY = 1003;

  private BulkDeleteTopic() {}

  static Topic topic() {
    return Topic.named("bulk delete")
        .with("bulk-all", "every object goes", BulkDeleteTopic::all)
        .with("bulk-mixed", "missing keys do not stop the others", BulkDeleteTopic::mixed)
        .with("bulk-empty", "without keys there is nothing to do", BulkDeleteTopic::empty)
        .with("bulk-duplicates", "a key may be given twice", BulkDeleteTopic::duplicates)
        .with("bulk-exact", "only the given keys go", BulkDeleteTopic::exact)
        .with("bulk-over-1000", "more than 1000 keys may be given", BulkDeleteTopic::over1000)
        .with(
            "bulk-failures",
            "a key that fails does not stop the others",
            BulkDeleteTopic::failures);
  }

  private static List<StorageKey> keys(String... keys) {
    return List.of(keys).stream().map(StorageKey::of).toList();
  }

  /** Each key has exactly one fate; one that was there counts as deleted. */
  private static void assertFates(
      BulkDeleteResult result, List<StorageKey> there, List<StorageKey> asked) {
    assertTrue(result.isComplete(), () -> "failed: " + result.failed());
    assertTrue(result.deleted().containsAll(there), () -> "deleted: " + result.deleted());
    assertTrue(Collections.disjoint(result.deleted(), result.missing()), "deleted and missing");
    Set<StorageKey> told = new HashSet<>(result.deleted());
    told.addAll(result.missing());
    assertEquals(Set.copyOf(asked), told, "the keys that the result tells of");
  }

  private static void all(Bench bench) {
    bench.putAll(List.of("a", "b/c", "ü"));
    List<StorageKey> keys = keys("ü", "a", "b/c");
    assertFates(bench.storage().deleteAll(keys), keys, keys);
    bench.assertKeys();
  }

  private static void mixed(Bench bench) {
    bench.putAll(List.of("a", "b", "c"));
    List<StorageKey> asked = keys("0", "a", "a/none", "b", "none", "c", "z");
    assertFates(bench.storage().deleteAll(asked), keys("a", "b", "c"), asked);
    bench.assertKeys();
  }

  private static void empty(Bench bench) {
    bench.put("a", "x");
    assertFates(bench.storage().deleteAll(List.of()), List.of(), List.of());
    bench.assertKeys("a");
  }

  private static void duplicates(Bench bench) {
    bench.putAll(List.of("a", "b"));
    BulkDeleteResult result = bench.storage().deleteAll(keys("a", "b", "a", "a"));
    assertTrue(result.isComplete());
    assertEquals(Set.copyOf(keys("a", "b")), result.deleted());
    bench.assertKeys();
  }

  private static void exact(Bench bench) throws IOException {
    bench.putAll(List.of("a", "a/b", "ab", "run/1", "run/10", "A"));
    List<StorageKey> asked = keys("a", "run/1");
    assertFates(bench.storage().deleteAll(asked), asked, asked);
    bench.assertKeys("A", "a/b", "ab", "run/10");
    bench.assertText("a/b", "content of a/b");
  }

  private static void over1000(Bench bench) {
    List<StorageKey> asked = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      asked.add(Bench.key("many/" + i));
    }
    bench.putAll(List.of("many/0", "many/999", "many/1000", "many/1002", "kept"));
    assertFates(
        bench.storage().deleteAll(asked),
        keys("many/0", "many/999", "many/1000", "many/1002"),
        asked);
    bench.assertKeys("kept");
  }

  private static void failures(Bench bench) {
    bench.putAll(List.of("a", "held/b", "c"));
    bench.refuseDeleteOf("held/b");
    BulkDeleteResult result = bench.storage().deleteAll(keys("a", "held/b", "c"));
    assertFalse(result.isComplete(), "it could not be complete");
    assertEquals(Set.copyOf(keys("held/b")), result.failed().keySet());
    assertEquals(Set.copyOf(keys("a", "c")), result.deleted());
    bench.assertKeys("held/b");
  }
}
