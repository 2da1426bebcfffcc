package io.energyops.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyOrderPropertyTest {

  @Property
  void text_is_ordered_as_its_bytes(@ForAll("texts") String left, @ForAll("texts") String right) {
    int bytes =
        Arrays.compareUnsigned(
            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    assertEquals(
        Integer.signum(bytes), Integer.signum(StorageKey.utf8Order().compare(left, right)));
  }

  @Property
  void a_key_is_accepted_exactly_when_the_rules_hold(@ForAll("texts") String text) {
    boolean allowed =
        !text.isEmpty()
            && Arrays.stream(text.split("/", -1))
                .noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."))
            && text.chars().noneMatch(Character::isISOControl)
            && text.getBytes(StandardCharsets.UTF_8).length <= 1024
            && Normalizer.isNormalized(text, Normalizer.Form.NFC);

    assertEquals(allowed, isAccepted(text));
  }

  private static boolean isAccepted(String text) {
    try {
      return StorageKey.of(text).value().equals(text);
    } catch (InvalidKeyException e) {
      return false;
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a",
            "b",
            "A",
            ".",
            "/",
            "-",
            "0",
            "\u007f",
            "\u00e9",
            "e\u0301",
            "\u6f22",
            "\uffe5",
            "\ud83d\ude00")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }
}
