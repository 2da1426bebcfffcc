package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The media type that the writer gave. */
final class ContentTypeTopic {

  private ContentTypeTopic() {}

  static Topic topic() {
    return Topic.named("content types")
        .with("type-kept", "the type is kept", ContentTypeTopic::kept, Capability.CONTENT_TYPE)
        .with(
            "type-odd",
            "parameters and long types are kept",
            ContentTypeTopic::odd,
            Capability.CONTENT_TYPE)
        .with(
            "type-overwritten",
            "an overwrite brings its own type or none",
            ContentTypeTopic::overwritten,
            Capability.CONTENT_TYPE)
        .with("type-not-invented", "no type is made up", ContentTypeTopic::notInvented)
        .with("type-accepted", "a typed source is stored anyway", ContentTypeTopic::accepted);
  }

  private static StoredObject put(Bench bench, String key, String type) {
    return bench.storage().save(Bench.key(key), Bench.source("x").withContentType(type));
  }

  private static void kept(Bench bench) throws IOException {
    Optional<String> csv = Optional.of("text/csv");
    assertEquals(csv, put(bench, "a", "text/csv").contentType(), "of the save");
    assertEquals(csv, bench.stat("a").contentType(), "of the stat");
    try (StoredContent in = bench.storage().open(Bench.key("a"), ByteRange.all())) {
      assertEquals(csv, in.object().contentType(), "of the stream");
    }
  }

  private static void odd(Bench bench) {
    List<String> types =
        List.of(
            "text/csv; charset=utf-8; header=present",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Text/CSV",
            "x/" + "y".repeat(253));
    for (String type : types) {
      put(bench, "a", type);
      assertEquals(Optional.of(type), bench.stat("a").contentType());
    }
  }

  private static void overwritten(Bench bench) {
    put(bench, "a", "text/csv");
    put(bench, "a", "image/png");
    assertEquals(Optional.of("image/png"), bench.stat("a").contentType());
    bench.put("a", "no type");
    assertEquals(Optional.empty(), bench.stat("a").contentType());
  }

  private static void notInvented(Bench bench) {
    assertEquals(Optional.empty(), bench.put("a.csv", "1;2").contentType());
    assertEquals(Optional.empty(), bench.stat("a.csv").contentType());
    for (StoredObject object : Walk.objects(bench.storage(), ListRequest.of(""))) {
      assertEquals(Optional.empty(), object.contentType());
    }
  }

  private static void accepted(Bench bench) throws IOException {
    put(bench, "a", "text/csv");
    bench.assertText("a", "x");
    Optional<String> told = bench.stat("a").contentType();
    assertTrue(told.isEmpty() || told.get().equals("text/csv"), () -> "told " + told);
  }
}
