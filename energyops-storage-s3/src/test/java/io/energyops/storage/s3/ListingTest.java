package io.energyops.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

class ListingTest {

  private final String bucket = Buckets.create();
  private final StorageBackend storage = Buckets.at(bucket).open();

  @AfterEach
  void close() {
    storage.close();
  }

  private void save(String... keys) {
    Stream.of(keys).forEach(key -> storage.save(key, new byte[1]));
  }

  private static List<String> keys(ListPage page) {
    return page.objects().stream().map(object -> object.key().value()).toList();
  }

  private List<List<String>> pages(StorageBackend from, String prefix, int limit) {
    List<List<String>> pages = new ArrayList<>();
    String continuation = null;
    do {
      ListPage page = from.list(ListRequest.of(prefix).withLimit(limit).after(continuation));
      pages.add(keys(page));
      continuation = page.continuation().orElse(null);
    } while (continuation != null);
    return pages;
  }

  @Test
  void a_prefix_is_no_folder() {
    save("run/1/x", "run/1/y", "run/10/x", "run", "ran");
    assertEquals(List.of("run/1/x", "run/1/y", "run/10/x"), storage.list("run/1"));
    assertEquals(List.of("run/1/x", "run/1/y"), storage.list("run/1/"));
    assertEquals(List.of(), storage.list("run/2"));
    assertEquals(5, storage.list("").size());
  }

  @Test
  void keys_are_in_the_order_of_their_bytes() {
    save("a/b", "a", "a-b", "a.b", "B", "ä", "\uFFFD", "\uD83D\uDE00", "\uE000", "a!", "a0");
    assertEquals(
        List.of("B", "a", "a!", "a-b", "a.b", "a/b", "a0", "ä", "\uE000", "\uFFFD", "\uD83D\uDE00"),
        storage.list(""));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 1000})
  void pages_hold_each_key_once_and_the_last_says_so(int limit) {
    save("p/1", "p/2", "p/3 +%2B", "p/ä", "p/5/6", "p/7", "q");
    List<List<String>> pages = pages(storage, "p/", limit);
    assertEquals(
        List.of("p/1", "p/2", "p/3 +%2B", "p/5/6", "p/7", "p/ä"),
        pages.stream().flatMap(List::stream).toList());
    assertEquals((6 + limit - 1) / limit, pages.size());
  }

  @Test
  void a_continuation_serves_after_its_key_is_gone() {
    save("a", "b", "c", "d");
    ListPage page = storage.list(ListRequest.of("").withLimit(2));
    storage.delete("b");
    save("a1", "b1");
    ListPage next = storage.list(ListRequest.of("").after(page.continuation().orElseThrow()));
    assertEquals(List.of("b1", "c", "d"), keys(next));
  }

  @Test
  void a_continuation_of_another_backend_is_refused() {
    for (String foreign : List.of("", "###", "bm90LW91cnM", "s3.", "s3.Li4v", "s3.YQ==", "x")) {
      StorageException e =
          assertThrows(
              StorageException.class, () -> storage.list(ListRequest.of("").after(foreign)));
      assertEquals(StorageErrorCode.INVALID_ARGUMENT, e.code());
    }
  }

  @Test
  void names_that_are_no_keys_are_left_out_and_pages_stay_full() {
    save("a", "m/n", "z");
    Stream.concat(
            Stream.of(
                "a//b",
                "folder/",
                "/rooted",
                "x/../y",
                "e\u0301",
                "with\u0001control",
                ".energyops-probe%2Fx"),
            IntStream.range(0, 20).mapToObj(i -> "f/" + i + "/"))
        .forEach(
            name ->
                Buckets.SDK.putObject(
                    r -> r.bucket(bucket).key(name), RequestBody.fromString("x")));
    assertEquals(List.of("a", "m/n", "z"), storage.list(""));
    assertEquals(List.of(List.of("a", "m/n"), List.of("z")), pages(storage, "", 2));
    assertEquals(List.of(List.of("a"), List.of("m/n"), List.of("z")), pages(storage, "", 1));
  }

  @Test
  void pages_below_a_prefix_stay_below_it() {
    save("other/1", "app/1", "app/2", "app/3", "zzz");
    StorageBackend below = Buckets.at(bucket).prefix("app").open();
    assertEquals(List.of(List.of("1", "2"), List.of("3")), pages(below, "", 2));
  }

  @Test
  void an_entry_has_the_version_size_and_time_of_its_object() {
    save("a");
    StoredObject listed = storage.list(ListRequest.of("")).objects().get(0);
    StoredObject described = storage.stat(StorageKey.of("a")).orElseThrow();
    assertEquals(described.version(), listed.version());
    assertEquals(described.size(), listed.size());
    assertEquals(described.modifiedAt(), listed.modifiedAt());
    assertTrue(listed.sha256().isEmpty());
  }

  @Test
  void a_server_that_would_list_the_same_for_ever_is_found_out() {
    save("a", "b", "c");
    try (FaultProxy proxy = FaultProxy.before(Buckets.endpoint());
        StorageBackend through = Buckets.at(proxy.endpoint(), bucket).open()) {
      proxy.always(r -> r.contains("start-after"), Exchange::passWithoutStartAfter);
      ListPage page = through.list(ListRequest.of("").withLimit(2));
      assertThrows(
          StorageUnavailableException.class,
          () -> through.list(ListRequest.of("").after(page.continuation().orElseThrow())));
    }
  }
}
