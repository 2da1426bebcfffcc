package io.energyops.storage.conformance;

import io.energyops.storage.StorageBackend;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts that are no keys, by every method that takes text. */
final class RefusedKeyTopic {

  private RefusedKeyTopic() {}

  static Topic topic() {
    return Topic.named("refused keys")
        .with("refuse-empty", "an empty text is refused", keys(""))
        .with("refuse-nfd", "letters with loose accents are refused", texts("e\u0301", "a/u\u0308"))
        .with("refuse-1025", "1025 bytes are refused", texts("x".repeat(1025), "ü".repeat(513)))
        .with("refuse-slash-first", "a slash at the front is refused", texts("/", "/a", "//a"))
        .with("refuse-slash-last", "a slash at the end is refused", keys("a/", "run/1/"))
        .with("refuse-empty-segment", "empty segments are refused", texts("a//b", "a/b//c"))
        .with("refuse-dots", "traversal is refused", texts("./a", "a/./b", "../a", "a/../../b"))
        .with("refuse-dots-last", "a dot segment at the end is refused", keys(".", "..", "a/.."))
        .with(
            "refuse-control",
            "control characters are refused",
            texts("a\u0000b", "a\nb", "\t", "a\u007F", "a\u0085/b"))
        .with(
            "refuse-encoded",
            "encoded traversal is refused",
            keys("%2e%2e", "a/%2E%2e/b", "%2e./a", "..%2fa", "a%2Fb", "a%5cb", "a/.%2e/b"))
        .with(
            "refuse-lone-surrogate",
            "halves of surrogate pairs are refused",
            texts("a\uD83D", "\uDCC8", "a/\uDCC8\uD83D"));
  }

  /** As keys; the same text may well begin a key. */
  private static Behaviour.Check keys(String... texts) {
    return bench -> {
      bench.put("a", "kept");
      StorageBackend storage = bench.storage();
      byte[] data = "must not be stored".getBytes(StandardCharsets.UTF_8);
      for (String text : texts) {
        Refused.invalidKey(() -> storage.save(text, data));
        Refused.invalidKey(() -> storage.read(text));
        Refused.invalidKey(() -> storage.exists(text));
        Refused.invalidKey(() -> storage.delete(text));
      }
      bench.assertKeys("a");
      bench.assertText("a", "kept");
    };
  }

  /** As keys, and as beginnings of keys. */
  private static Behaviour.Check texts(String... texts) {
    return bench -> {
      keys(texts).run(bench);
      for (String text : List.of(texts)) {
        Refused.invalidKey(() -> bench.storage().list(text));
      }
    };
  }
}
