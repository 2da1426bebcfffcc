package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ListingPropertyTest {

  @Property(tries = 100)
  void pages_hold_exactly_the_keys_with_the_prefix_in_byte_order(
      @ForAll("keySets") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll @IntRange(min = 1, max = 4) int limit,
      @ForAll @IntRange(min = 1, max = 6) int window)
      throws IOException {
    Path root = Files.createTempDirectory("listing");
    try (StorageBackend storage = LocalStorage.builder(root).listingWindow(window).open()) {
      keys.forEach(key -> storage.save(key, key.getBytes(StandardCharsets.UTF_8)));
      List<String> expected =
          keys.stream()
              .filter(key -> key.startsWith(prefix))
              .sorted(
                  (a, b) ->
                      Arrays.compareUnsigned(
                          a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
              .toList();

      assertEquals(expected, paged(storage, ListRequest.of(prefix).withLimit(limit)));

      keys.forEach(key -> assertEquals(Optional.of(true), keptWhole(storage, key)));
      storage.deleteAll(keys.stream().map(StorageKey::of).toList());
    } finally {
      Files.delete(root);
    }
  }

  private static List<String> paged(StorageBackend storage, ListRequest first) {
    List<String> keys = new ArrayList<>();
    ListRequest request = first;
    while (true) {
      ListPage page = storage.list(request);
      assertTrue(page.objects().size() <= first.limit());
      page.objects().stream().map(StoredObject::key).map(StorageKey::value).forEach(keys::add);
      if (page.continuation().isEmpty()) {
        return keys;
      }
      assertEquals(first.limit(), page.objects().size(), "only the last page is short");
      request = first.after(page.continuation().get());
    }
  }

  private static Optional<Boolean> keptWhole(StorageBackend storage, String key) {
    return Optional.of(Arrays.equals(key.getBytes(StandardCharsets.UTF_8), storage.read(key)));
  }

  @Provide
  Arbitrary<Set<String>> keySets() {
    String lengthy = "l".repeat(119);
    return Arbitraries.of(
            "a",
            "A",
            "b",
            ".",
            "/",
            "/",
            "-",
            "0",
            "+",
            "=",
            "!",
            "%",
            " ",
            "con",
            "\u00e9",
            "\u6f22",
            "\uffe5",
            "\ud83d\ude00",
            lengthy,
            lengthy + "!\ud83d\ude00".repeat(9))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts))
        .filter(ListingPropertyTest::isKey)
        .set()
        .ofMaxSize(14);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("", "a", "a/", "A", "l", "l".repeat(119) + "/", ".", "\u00e9", "none/x");
  }

  private static boolean isKey(String text) {
    try {
      return !StorageKey.of(text).value().isEmpty();
    } catch (InvalidKeyException e) {
      return false;
    }
  }
}
