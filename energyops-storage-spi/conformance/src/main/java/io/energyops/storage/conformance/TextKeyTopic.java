package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.StorageBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The five simple methods that take a key as text. */
final class TextKeyTopic {

  private static final byte[] DATA = "hour;MW\n".getBytes(StandardCharsets.UTF_8);

  private TextKeyTopic() {}

  static Topic topic() {
    return Topic.named("simple methods")
        .with("simple-save", "save stores and returns the key", TextKeyTopic::save)
        .with("simple-read", "read gives the bytes", TextKeyTopic::read)
        .with("simple-exists", "exists tells whether it is there", TextKeyTopic::exists)
        .with("simple-delete", "delete tells whether it was there", TextKeyTopic::delete)
        .with("simple-list", "list gives all keys of a prefix in order", TextKeyTopic::list);
  }

  private static void save(Bench bench) throws IOException {
    assertEquals("run/1/ü.csv", bench.storage().save("run/1/ü.csv", DATA));
    bench.assertText("run/1/ü.csv", "hour;MW\n");
    assertEquals("a", bench.storage().save("a", new byte[0]));
    bench.assertText("a", "");
  }

  private static void read(Bench bench) {
    bench.put("a", new Content(1, 200_000));
    assertArrayEquals(new Content(1, 200_000).bytes(), bench.storage().read("a"));
    Refused.notFound("b", () -> bench.storage().read("b"));
  }

  private static void exists(Bench bench) {
    bench.storage().save("run/1", DATA);
    assertTrue(bench.storage().exists("run/1"));
    for (String key : List.of("run", "run/10", "run/1/x", "Run/1")) {
      assertFalse(bench.storage().exists(key), key);
    }
  }

  private static void delete(Bench bench) {
    StorageBackend storage = bench.storage();
    storage.save("a", DATA);
    assertTrue(storage.delete("a"));
    assertFalse(storage.delete("a"));
    assertFalse(storage.exists("a"));
    assertEquals(List.of(), storage.list(""));
  }

  private static void list(Bench bench) {
    bench.putAll(List.of("run/2", "run/10/x", "run/1", "b", "run/1/x"));
    assertEquals(List.of("run/1", "run/1/x", "run/10/x"), bench.storage().list("run/1"));
    assertEquals(List.of("b", "run/1", "run/1/x", "run/10/x", "run/2"), bench.storage().list(""));
    assertEquals(List.of(), bench.storage().list("none"));
  }
}
