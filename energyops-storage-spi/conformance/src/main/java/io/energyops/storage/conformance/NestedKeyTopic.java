package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

/** Objects whose keys are the folders of others, which a disk cannot have. */
final class NestedKeyTopic {

  private NestedKeyTopic() {}

  static Topic topic() {
    return Topic.named("keys below keys")
        .with("nested-parent-first", "a/b can be written where a is", NestedKeyTopic::parentFirst)
        .with("nested-child-first", "a can be written where a/b is", NestedKeyTopic::childFirst)
        .with("nested-delete-parent", "deleting a leaves a/b", NestedKeyTopic::deleteParent)
        .with("nested-delete-child", "deleting a/b leaves a", NestedKeyTopic::deleteChild)
        .with("nested-levels", "each level of folders can be an object", NestedKeyTopic::levels)
        .with("nested-folder-is-none", "a folder is no object", NestedKeyTopic::folderIsNone)
        .with("nested-emptied", "a folder that was emptied can be a key", NestedKeyTopic::emptied);
  }

  private static void parentFirst(Bench bench) throws IOException {
    bench.putAll(List.of("a", "a/b"));
    assertBoth(bench);
  }

  private static void childFirst(Bench bench) throws IOException {
    bench.putAll(List.of("a/b", "a"));
    assertBoth(bench);
  }

  private static void assertBoth(Bench bench) throws IOException {
    bench.assertText("a", "content of a");
    bench.assertText("a/b", "content of a/b");
    bench.assertKeys("a", "a/b");
  }

  private static void deleteParent(Bench bench) throws IOException {
    bench.putAll(List.of("a", "a/b", "a/c/d"));
    assertTrue(bench.storage().delete(Bench.key("a")));
    bench.assertMissing("a");
    bench.assertText("a/b", "content of a/b");
    bench.assertText("a/c/d", "content of a/c/d");
  }

  private static void deleteChild(Bench bench) throws IOException {
    bench.putAll(List.of("a", "a/b"));
    assertTrue(bench.storage().delete(Bench.key("a/b")));
    bench.assertMissing("a/b");
    bench.assertText("a", "content of a");
  }

  private static void levels(Bench bench) throws IOException {
    List<String> keys = List.of("a/a/a", "a", "a/a/a/a/a", "a/a", "a/a/a/a");
    bench.putAll(keys);
    for (String key : keys) {
      bench.assertText(key, "content of " + key);
    }
    bench.storage().delete(Bench.key("a/a/a"));
    bench.assertKeys("a", "a/a", "a/a/a/a", "a/a/a/a/a");
  }

  private static void folderIsNone(Bench bench) throws IOException {
    bench.put("run/1/x", "kept");
    for (String folder : List.of("run", "run/1")) {
      bench.assertMissing(folder);
      assertFalse(bench.storage().exists(folder));
      assertFalse(bench.storage().delete(Bench.key(folder)), () -> "deleted " + folder);
    }
    bench.assertText("run/1/x", "kept");
  }

  private static void emptied(Bench bench) throws IOException {
    bench.put("a/b/c", "goes");
    bench.storage().delete(Bench.key("a/b/c"));
    bench.put("a/b", "a file where a folder was");
    bench.assertText("a/b", "a file where a folder was");
    bench.storage().delete(Bench.key("a/b"));
    bench.put("a/b/c", "and back");
    bench.assertText("a/b/c", "and back");
    bench.assertKeys("a/b/c");
  }
}
