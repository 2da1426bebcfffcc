package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StoredObject;
import java.util.List;

/** What a list holds, and in which order. */
final class ListingTopic {

  private static final String EMOJI = "\uD83D\uDCC8";

  private ListingTopic() {}

  static Topic topic() {
    return Topic.named("listing")
        .with("list-nothing", "an empty place lists nothing", ListingTopic::nothing)
        .with("list-subtree", "the list goes down to the deepest key", ListingTopic::subtree)
        .with(
            "list-order",
            "keys come in order of their bytes",
            ordered("B", "Z/a", "_", "a", "aa", "b"))
        .with(
            "list-order-slash",
            "a slash is ordered as the byte it is",
            ordered("a", "a b", "a!", "a-b", "a.b", "a/b", "a/b/c", "a/b0", "a0", "a0/x"))
        .with(
            "list-order-utf8",
            "characters beyond 16 bits come last",
            ordered("z", "ä", "\uD7FF", "\uE000", "\uFB01", "\uFFFD", EMOJI, EMOJI + "/a"))
        .with("list-prefix-no-folder", "run/1 begins run/10", ListingTopic::prefixIsNoFolder)
        .with("list-prefix-folder", "run/1/ begins no run/10", ListingTopic::folder)
        .with("list-prefix-itself", "a whole key is its own prefix", ListingTopic::itself)
        .with("list-prefix-none", "a prefix of no key lists nothing", ListingTopic::noMatch)
        .with(
            "list-prefix-literal", "no character of a prefix is a wildcard", ListingTopic::literal)
        .with("list-prefix-inside", "a prefix may end in a segment", ListingTopic::insideSegment)
        .with("list-prefix-wide", "a prefix may end in wide characters", ListingTopic::widePrefix)
        .with("list-overwritten", "an overwritten object is listed once", ListingTopic::overwritten)
        .with("list-deleted", "a deleted object is not listed", ListingTopic::deleted);
  }

  private static void nothing(Bench bench) {
    ListPage page = bench.storage().list(ListRequest.of(""));
    assertEquals(List.of(), page.objects());
    assertFalse(page.continuation().isPresent(), "there is more of nothing");
  }

  private static void subtree(Bench bench) {
    bench.putAll(List.of("top", "a/b", "a/b/c/d/e/f/g/h", "x/y/z"));
    bench.assertKeys("a/b", "a/b/c/d/e/f/g/h", "top", "x/y/z");
    assertEquals(List.of("a/b", "a/b/c/d/e/f/g/h"), bench.keys("a/"));
  }

  /** Written in the opposite order, and listed in small pages too. */
  private static Behaviour.Check ordered(String... keys) {
    return bench -> {
      List<String> expected = List.of(keys);
      for (int i = keys.length - 1; i >= 0; i--) {
        bench.put(keys[i], "x");
      }
      assertEquals(expected, bench.keys(""));
      for (int limit : new int[] {1, 2, 3}) {
        ListRequest request = ListRequest.of("").withLimit(limit);
        assertEquals(expected, Walk.keys(bench.storage(), request), "in pages of " + limit);
      }
    };
  }

  private static void prefixIsNoFolder(Bench bench) {
    bench.putAll(List.of("run/1/x", "run/10/x", "run/2/x"));
    assertEquals(List.of("run/1/x", "run/10/x"), bench.keys("run/1"));
  }

  private static void folder(Bench bench) {
    bench.putAll(List.of("run/1", "run/1/x", "run/1/y/z", "run/10/x", "run/1x"));
    assertEquals(List.of("run/1/x", "run/1/y/z"), bench.keys("run/1/"));
  }

  private static void itself(Bench bench) {
    bench.putAll(List.of("a/b", "a/b/c", "a/bb", "a/c"));
    assertEquals(List.of("a/b", "a/b/c", "a/bb"), bench.keys("a/b"));
  }

  private static void noMatch(Bench bench) {
    bench.putAll(List.of("b/c", "b/d"));
    for (String prefix : List.of("a", "c", "b/c/", "b/cc", "b/a", "B", "\uFFFD")) {
      assertEquals(List.of(), bench.keys(prefix), () -> "with prefix " + prefix);
    }
  }

  private static void literal(Bench bench) {
    bench.putAll(List.of("a_c", "abc", "a%c", "a*c", "a?c", "a.c", "a[b]c", "a\\c", "A_c"));
    for (String prefix : List.of("a_", "a%", "a*", "a?", "a.", "a[b]", "a\\", "A")) {
      assertEquals(1, bench.keys(prefix).size(), () -> "with prefix " + prefix);
    }
  }

  private static void insideSegment(Bench bench) {
    bench.putAll(List.of("2026/03/29.csv", "2026/03/28.csv", "2026/03/2", "2026/04/29.csv"));
    assertEquals(List.of("2026/03/2", "2026/03/28.csv", "2026/03/29.csv"), bench.keys("2026/03/2"));
    assertEquals(4, bench.keys("20").size());
  }

  private static void widePrefix(Bench bench) {
    bench.putAll(List.of(EMOJI + "/a", EMOJI + "b", "\uD83D\uDCC9/a", "ü/a", "ü", "u"));
    assertEquals(List.of(EMOJI + "/a", EMOJI + "b"), bench.keys(EMOJI));
    assertEquals(List.of("ü", "ü/a"), bench.keys("ü"));
  }

  private static void overwritten(Bench bench) {
    bench.put("a", "1");
    bench.put("a", "22");
    List<StoredObject> listed = Walk.objects(bench.storage(), ListRequest.of(""));
    assertEquals(List.of(2L), listed.stream().map(StoredObject::size).toList());
  }

  private static void deleted(Bench bench) {
    bench.putAll(List.of("a", "b/c", "d"));
    bench.storage().delete(Bench.key("b/c"));
    bench.assertKeys("a", "d");
    assertEquals(List.of(), bench.keys("b/"));
  }
}
