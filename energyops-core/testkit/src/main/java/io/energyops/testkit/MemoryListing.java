package io.energyops.testkit;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Cuts one page out of a map that is ordered by the UTF-8 bytes of its keys. */
final class MemoryListing {

  // Continuations of other backends are refused by it.
  private static final String MARK = "memory.";

  private MemoryListing() {}

  static ListPage page(NavigableMap<String, MemoryObject> objects, ListRequest request) {
    List<StoredObject> page = new ArrayList<>();
    for (var entry : behind(objects, request).entrySet()) {
      if (!entry.getKey().startsWith(request.prefix())) {
        break;
      }
      if (page.size() == request.limit()) {
        return ListPage.of(page, encode(page.get(page.size() - 1).key()));
      }
      page.add(entry.getValue().description());
    }
    return ListPage.of(page, null);
  }

  /** Keys with one prefix stand side by side in this order. */
  private static NavigableMap<String, MemoryObject> behind(
      NavigableMap<String, MemoryObject> objects, ListRequest request) {
    if (request.continuation().isEmpty()) {
      return objects.tailMap(request.prefix(), true);
    }
    String after = decode(request.continuation().get());
    return StorageKey.utf8Order().compare(after, request.prefix()) < 0
        ? objects.tailMap(request.prefix(), true)
        : objects.tailMap(after, false);
  }

  private static String encode(StorageKey last) {
    byte[] bytes = last.value().getBytes(StandardCharsets.UTF_8);
    return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decode(String continuation) {
    try {
      if (continuation.startsWith(MARK)) {
        byte[] bytes = Base64.getUrlDecoder().decode(continuation.substring(MARK.length()));
        return StorageKey.of(new String(bytes, StandardCharsets.UTF_8)).value();
      }
    } catch (IllegalArgumentException | InvalidKeyException e) {
      throw foreign(e);
    }
    throw foreign(null);
  }

  private static StorageException foreign(@Nullable RuntimeException cause) {
    return new StorageException(
        StorageErrorCode.INVALID_ARGUMENT,
        "The continuation is none of in-memory storage. Hand back the one of the page before.",
        cause);
  }
}
