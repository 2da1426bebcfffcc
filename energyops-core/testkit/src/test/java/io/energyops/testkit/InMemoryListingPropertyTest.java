package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class InMemoryListingPropertyTest {

  @Property(tries = 300)
  void pages_hold_exactly_the_keys_with_the_prefix_in_byte_order(
      @ForAll("keySets") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll @IntRange(min = 1, max = 4) int limit) {
    InMemoryStorage storage = InMemoryStorage.create();
    keys.forEach(key -> storage.save(key, new byte[0]));
    List<String> expected =
        keys.stream()
            .filter(key -> key.startsWith(prefix))
            .sorted((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)))
            .toList();

    List<String> found = new ArrayList<>();
    ListRequest request = ListRequest.of(prefix).withLimit(limit);
    ListPage page = storage.list(request);
    while (page.continuation().isPresent()) {
      assertEquals(limit, page.objects().size(), "only the last page is short");
      page.objects().forEach(object -> found.add(object.key().value()));
      page = storage.list(request.after(page.continuation().get()));
    }
    page.objects().forEach(object -> found.add(object.key().value()));

    assertEquals(expected, found);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<Set<String>> keySets() {
    return Arbitraries.of(
            "a",
            "A",
            "b",
            ".",
            "/",
            "/",
            "-",
            "0",
            "%",
            "\u00e9",
            "\u6f22",
            "\uffe5",
            "\ud83d\ude00")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(parts -> String.join("", parts))
        .filter(InMemoryListingPropertyTest::isKey)
        .set()
        .ofMaxSize(14);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("", "a", "a/", "A", ".", "\u00e9", "\uffe5", "\ud83d\ude00", "none/x");
  }

  private static boolean isKey(String text) {
    try {
      return !StorageKey.of(text).value().isEmpty();
    } catch (InvalidKeyException e) {
      return false;
    }
  }
}
