package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Size, time and version, wherever they are told. */
final class DescriptionTopic {

  private static final Duration CLOCKS_APART = Duration.ofDays(1);
  private static final Duration SAVE_TIME = Duration.ofSeconds(1);

  private DescriptionTopic() {}

  static Topic topic() {
    return Topic.named("descriptions")
        .with(
            "describe-missing", "nothing is told about what is missing", DescriptionTopic::missing)
        .with(
            "describe-same",
            "save, stat and open tell the same, times within a second",
            DescriptionTopic::same)
        .with("describe-listed", "a list tells what stat tells", DescriptionTopic::listed)
        .with("describe-size", "the size is told exactly", DescriptionTopic::size)
        .with("describe-time", "the time of the write is told", DescriptionTopic::time)
        .with(
            "describe-time-order", "a later write has no earlier time", DescriptionTopic::timeOrder)
        .with("version-new", "another content has another version", DescriptionTopic::versionNew)
        .with("version-kept", "without a write the version stays", DescriptionTopic::versionKept)
        .with(
            "version-failed", "a failed write leaves the version", DescriptionTopic::versionFailed);
  }

  private static void missing(Bench bench) {
    bench.put("ab", "another");
    assertEquals(Optional.empty(), bench.storage().stat(Bench.key("a")));
  }

  private static void same(Bench bench) throws IOException {
    StoredObject saved =
        bench.storage().save(Bench.key("a"), Bench.source("12345").withContentType("text/csv"));
    assertSameWrite(saved, bench.stat("a"), "stat and save");
    try (StoredContent in = bench.storage().open(Bench.key("a"), ByteRange.all())) {
      assertSameWrite(saved, in.object(), "open and save");
    }
  }

  // The answer to a write may have no time of its own, and a second may begin in between.
  private static void assertSameWrite(StoredObject saved, StoredObject told, String what) {
    Duration apart = Duration.between(saved.modifiedAt(), told.modifiedAt()).abs();
    assertTrue(apart.compareTo(SAVE_TIME) <= 0, what + " tell times " + apart + " apart");
    StoredObject sameTime =
        StoredObject.builder(saved.key(), saved.size(), told.modifiedAt(), saved.version())
            .sha256(saved.sha256().orElse(null))
            .contentType(saved.contentType().orElse(null))
            .build();
    assertEquals(sameTime, told, what);
  }

  private static void listed(Bench bench) {
    bench.put("a", "1");
    bench.put("b/c", "333");
    bench.put("b/c", "22");
    var objects = Walk.objects(bench.storage(), ListRequest.of(""));
    assertEquals(2, objects.size());
    for (StoredObject listed : objects) {
      StoredObject known = bench.stat(listed.key().value());
      assertEquals(known.key(), listed.key());
      assertEquals(known.size(), listed.size());
      assertEquals(known.modifiedAt(), listed.modifiedAt());
      assertEquals(known.version(), listed.version());
      listed.sha256().ifPresent(sha -> assertEquals(known.sha256(), Optional.of(sha)));
      listed.contentType().ifPresent(type -> assertEquals(known.contentType(), Optional.of(type)));
    }
  }

  private static void size(Bench bench) {
    for (int size : new int[] {0, 1, 300, 70_000}) {
      bench.put("a", new Content(1, size));
      assertEquals(size, bench.stat("a").size());
    }
  }

  private static void time(Bench bench) {
    Instant now = bench.clock().instant();
    Instant told = bench.put("a", "1").modifiedAt();
    assertTrue(
        Duration.between(told, now).abs().compareTo(CLOCKS_APART) < 0,
        () -> "written at " + told + " while the clock says " + now);
  }

  private static void timeOrder(Bench bench) {
    Instant last = bench.put("a", "0").modifiedAt();
    for (int i = 1; i < 5; i++) {
      bench.put("a", "content " + i);
      Instant next = bench.stat("a").modifiedAt();
      assertFalse(next.isBefore(last), next + " is before " + last);
      last = next;
    }
  }

  private static void versionNew(Bench bench) {
    String first = bench.put("a", "one").version();
    String second = bench.put("a", "two").version();
    assertNotEquals(first, second);
    assertEquals(second, bench.stat("a").version());
    bench.storage().delete(Bench.key("a"));
    assertNotEquals(second, bench.put("a", "three").version());
  }

  private static void versionKept(Bench bench) throws IOException {
    StoredObject written = bench.put("a", "one");
    bench.assertText("a", "one");
    bench.put("a/b", "another");
    bench.put("b", "another");
    bench.storage().delete(Bench.key("b"));
    assertEquals(written, bench.stat("a"));
    assertFalse(written.version().isBlank());
  }

  private static void versionFailed(Bench bench) {
    StoredObject written = bench.put("a", "one");
    assertThrows(
        StorageException.class,
        () -> bench.storage().save(Bench.key("a"), SteppedSource.failingAt(new Content(1, 9), 5)));
    assertEquals(written, bench.stat("a"));
  }
}
