package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through a listing from page to page, and holds each page to what all of them promise. */
final class Walk {

  /** An empty last page and one that only says that there is more are allowed; no end is not. */
  private static final int MAX_EMPTY_PAGES = 10;

  private Walk() {}

  static List<String> keys(StorageBackend storage, ListRequest request) {
    return objects(storage, request).stream().map(object -> object.key().value()).toList();
  }

  static List<StoredObject> objects(StorageBackend storage, ListRequest first) {
    return objects(storage, first, () -> {});
  }

  /** Lets something happen behind each page. */
  static List<StoredObject> objects(
      StorageBackend storage, ListRequest first, Runnable betweenPages) {
    List<StoredObject> found = new ArrayList<>();
    ListRequest request = first;
    int empty = 0;
    @Nullable String continuation;
    do {
      ListPage page = storage.list(request);
      append(found, page, request);
      empty += page.objects().isEmpty() ? 1 : 0;
      assertTrue(empty <= MAX_EMPTY_PAGES, "the listing comes to no end");
      continuation = page.continuation().orElse(null);
      request = request.after(continuation);
      betweenPages.run();
    } while (continuation != null);
    return found;
  }

  private static void append(List<StoredObject> found, ListPage page, ListRequest request) {
    assertTrue(
        page.objects().size() <= request.limit(),
        () -> "a page of " + page.objects().size() + " objects, asked for " + request.limit());
    for (StoredObject object : page.objects()) {
      if (!found.isEmpty()) {
        StorageKey before = found.get(found.size() - 1).key();
        assertTrue(
            before.compareTo(object.key()) < 0,
            () -> "'" + object.key() + "' is listed behind '" + before + "'");
      }
      found.add(object);
    }
  }
}
