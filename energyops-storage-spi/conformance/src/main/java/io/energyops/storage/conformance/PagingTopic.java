package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists in pages, also while somebody writes and deletes. */
final class PagingTopic {

  private static final long WAIT_NANOS = 200_000;
  private static final int MAX_WAITS = 5000;
  private static final int MANY = ListRequest.MAX_LIMIT + 3;

  private PagingTopic() {}

  static Topic topic() {
    return Topic.named("paging")
        .with("page-sizes", "every page size gives every key once", PagingTopic::sizes)
        .with("page-limit", "a page holds no more than was asked for", PagingTopic::limit)
        .with("page-prefix", "pages of a prefix end with the prefix", PagingTopic::prefix)
        .with("page-borders", "pages may end between a and a/b", PagingTopic::borders)
        .with("page-again", "a continuation may be used again", PagingTopic::again)
        .with("page-after-delete", "the last key of a page may go", PagingTopic::afterDelete)
        .with("page-rest-deleted", "all that was to come may go", PagingTopic::restDeleted)
        .with("page-other-size", "the page size may change on the way", PagingTopic::otherSize)
        .with("page-foreign", "a strange continuation is refused", PagingTopic::foreign)
        .with("page-over-1000", "more than 1000 keys are listed", PagingTopic::over1000)
        .with("page-under-change", "what stays is listed exactly once", PagingTopic::underChange);
  }

  private static List<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> "%s%04d".formatted(prefix, i)).toList();
  }

  private static ListPage first(Bench bench, int limit) {
    return bench.storage().list(ListRequest.of("").withLimit(limit));
  }

  private static List<String> keysOf(ListPage page) {
    return page.objects().stream().map(object -> object.key().value()).toList();
  }

  private static String continuation(ListPage page) {
    return page.continuation().orElseThrow(() -> new AssertionError("There should be more"));
  }

  private static void sizes(Bench bench) {
    List<String> keys = numbered("k/", 12);
    bench.putAll(keys);
    for (int limit : new int[] {1, 2, 3, 5, 6, 11, 12, 13, ListRequest.MAX_LIMIT}) {
      ListRequest request = ListRequest.of("").withLimit(limit);
      assertEquals(keys, Walk.keys(bench.storage(), request), "in pages of " + limit);
    }
  }

  private static void limit(Bench bench) {
    List<String> keys = numbered("k/", 5);
    bench.putAll(keys);
    for (int limit = 1; limit <= 4; limit++) {
      List<String> page = keysOf(first(bench, limit));
      assertTrue(page.size() <= limit, "a page of " + limit + " holds " + page);
      assertEquals(keys.subList(0, page.size()), page);
    }
  }

  private static void prefix(Bench bench) {
    bench.putAll(List.of("a/9", "b", "b/1", "b/2", "b/3", "b0", "c"));
    for (int limit : new int[] {1, 2, 3, 4}) {
      ListRequest request = ListRequest.of("b/").withLimit(limit);
      assertEquals(List.of("b/1", "b/2", "b/3"), Walk.keys(bench.storage(), request));
    }
  }

  private static void borders(Bench bench) {
    List<String> keys = List.of("a", "a!", "a/b", "a/b/c", "a/b!", "a0", "b");
    bench.putAll(keys);
    List<String> sorted = bench.keys("");
    for (int limit = 1; limit <= keys.size(); limit++) {
      ListPage page = first(bench, limit);
      List<String> walked = new ArrayList<>(keysOf(page));
      if (page.continuation().isPresent()) {
        ListRequest rest = ListRequest.of("").after(continuation(page));
        walked.addAll(Walk.keys(bench.storage(), rest));
      }
      assertEquals(sorted, walked, "first page of " + limit);
    }
    assertEquals(keys.size(), sorted.size());
  }

  private static void again(Bench bench) {
    List<String> keys = numbered("k/", 6);
    bench.putAll(keys);
    ListPage first = first(bench, 2);
    ListRequest rest = ListRequest.of("").after(continuation(first));
    List<String> expected = keys.subList(first.objects().size(), keys.size());
    assertEquals(expected, Walk.keys(bench.storage(), rest));
    assertEquals(expected, Walk.keys(bench.storage(), rest), "the second time");
  }

  private static void afterDelete(Bench bench) {
    List<String> keys = numbered("k/", 6);
    bench.putAll(keys);
    ListPage first = first(bench, 2);
    int taken = first.objects().size();
    bench.storage().delete(Bench.key(keys.get(taken - 1)));
    bench.storage().delete(Bench.key(keys.get(taken)));
    assertEquals(
        keys.subList(taken + 1, keys.size()),
        Walk.keys(bench.storage(), ListRequest.of("").after(continuation(first))));
  }

  private static void restDeleted(Bench bench) {
    List<String> keys = numbered("k/", 4);
    bench.putAll(keys);
    String continuation = continuation(first(bench, 2));
    keys.forEach(key -> bench.storage().delete(Bench.key(key)));
    ListRequest rest = ListRequest.of("").after(continuation);
    assertEquals(List.of(), Walk.keys(bench.storage(), rest));
  }

  private static void otherSize(Bench bench) {
    List<String> keys = numbered("k/", 9);
    bench.putAll(keys);
    ListPage first = first(bench, 1);
    ListRequest rest = ListRequest.of("").withLimit(4).after(continuation(first));
    assertEquals(
        keys.subList(first.objects().size(), keys.size()), Walk.keys(bench.storage(), rest));
  }

  private static void foreign(Bench bench) {
    bench.putAll(numbered("k/", 3));
    for (String strange :
        List.of("strange", "k/0001", "bm90LW91cnM", "🙂", "x".repeat(2000), "../..", "1")) {
      ListRequest request = ListRequest.of("").after(strange);
      Refused.invalidArgument(() -> bench.storage().list(request));
    }
  }

  private static void over1000(Bench bench) throws Exception {
    List<String> keys = numbered("many/", MANY);
    AtomicInteger next = new AtomicInteger();
    Crowd.atOnce(
        8,
        member ->
            () -> {
              for (int i = next.getAndIncrement(); i < MANY; i = next.getAndIncrement()) {
                bench.put(keys.get(i), "x");
              }
              return member;
            });
    assertEquals(keys, bench.storage().list("many/"));
    assertTrue(first(bench, ListRequest.MAX_LIMIT).objects().size() <= ListRequest.MAX_LIMIT);
  }

  /** Others come and go right before and behind those that stay, between any two pages. */
  private static void underChange(Bench bench) throws Exception {
    List<String> staying = numbered("k/", 15);
    bench.putAll(staying);
    AtomicInteger changes = new AtomicInteger();
    try (Crowd crowd = new Crowd()) {
      for (String ending : List.of("!", "/x", "0")) {
        Iterator<String> keys = Stream.generate(staying::stream).flatMap(s -> s).iterator();
        crowd.loop(1, () -> change(bench.storage(), Bench.key(keys.next() + ending), changes));
      }
      for (int limit : new int[] {1, 2, 3, 5, 8}) {
        ListRequest request = ListRequest.of("k/").withLimit(limit);
        List<String> walked =
            Walk.objects(bench.storage(), request, () -> awaitChange(changes)).stream()
                .map(object -> object.key().value())
                .filter(staying::contains)
                .toList();
        assertEquals(staying, walked, "in pages of " + limit);
      }
    }
  }

  private static void change(StorageBackend storage, StorageKey key, AtomicInteger changes) {
    if (!storage.delete(key)) {
      storage.save(key, Bench.source("comes and goes"));
    }
    changes.incrementAndGet();
  }

  /** Gives up in the end: whoever makes the changes may have failed. */
  private static void awaitChange(AtomicInteger changes) {
    int before = changes.get();
    for (int i = 0; i < MAX_WAITS && changes.get() == before; i++) {
      LockSupport.parkNanos(WAIT_NANOS);
    }
  }
}
