package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.util.List;

/** Deletes of one object. */
final class DeletingTopic {

  private static final StorageKey A = Bench.key("a");

  private DeletingTopic() {}

  static Topic topic() {
    return Topic.named("deleting")
        .with("delete-there", "what was there is gone", DeletingTopic::there)
        .with("delete-missing", "what is missing is no failure", DeletingTopic::missing)
        .with("delete-one", "only that object goes", DeletingTopic::onlyOne)
        .with("delete-recreate", "a deleted key can be written again", DeletingTopic::recreate)
        .with("delete-large", "a large object goes", DeletingTopic::large)
        .with("delete-race", "many may delete one object", DeletingTopic::race);
  }

  private static void there(Bench bench) {
    bench.put("a", "x");
    assertTrue(bench.storage().delete(A), "it was there");
    bench.assertMissing("a");
  }

  private static void missing(Bench bench) {
    assertFalse(bench.storage().delete(A), "it was never there");
    bench.put("a", "x");
    bench.storage().delete(A);
    assertFalse(bench.storage().delete(A), "it was gone");
    assertFalse(bench.storage().delete(Bench.key("no/such/folder/a")), "nor is its folder");
  }

  private static void onlyOne(Bench bench) throws IOException {
    bench.putAll(List.of("run/1", "run/10", "run/1x", "run/2", "Run/1"));
    assertTrue(bench.storage().delete(Bench.key("run/1")));
    bench.assertKeys("Run/1", "run/10", "run/1x", "run/2");
    bench.assertText("run/10", "content of run/10");
  }

  private static void recreate(Bench bench) throws IOException {
    bench.put("a", new Content(1, 50_000));
    bench.storage().delete(A);
    bench.assertMissing("a");
    bench.put("a", "new");
    bench.assertText("a", "new");
    bench.assertKeys("a");
  }

  private static void large(Bench bench) {
    bench.storage().save(A, new Content(1, 8 * Content.MIB + 1).unsized());
    assertTrue(bench.storage().delete(A));
    bench.assertMissing("a");
  }

  private static void race(Bench bench) throws Exception {
    for (int round = 0; round < 3; round++) {
      bench.put("a", "x");
      List<Boolean> said = Crowd.atOnce(16, member -> () -> bench.storage().delete(A));
      assertTrue(said.contains(true), "nobody says that it was there");
      bench.assertMissing("a");
    }
  }
}
