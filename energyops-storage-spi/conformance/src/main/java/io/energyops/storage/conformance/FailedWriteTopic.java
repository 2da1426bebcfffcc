package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.storage.Capability;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.IOException;

/** Writes whose source fails: nothing of them is seen, and what was there stays. */
final class FailedWriteTopic {

  private static final StorageKey A = Bench.key("a");
  private static final Content THREE_MIB = new Content(1, 3 * Content.MIB);

  private FailedWriteTopic() {}

  static Topic topic() {
    return Topic.named("failed writes")
        .with(
            "fail-open", "a source that cannot be opened stores nothing", FailedWriteTopic::opening)
        .with(
            "fail-at-once", "a source that fails at once stores nothing", FailedWriteTopic::atOnce)
        .with(
            "fail-half-way",
            "a source that fails half-way stores nothing",
            FailedWriteTopic::halfWay)
        .with(
            "fail-half-way-unsized",
            "one of unknown size that fails half-way stores nothing",
            FailedWriteTopic::halfWayUnsized)
        .with(
            "fail-at-end",
            "a source that fails behind its last byte stores nothing",
            FailedWriteTopic::atEnd)
        .with("fail-short", "a source shorter than promised is refused", FailedWriteTopic::tooShort)
        .with("fail-long", "a source longer than promised is refused", FailedWriteTopic::tooLong)
        .with(
            "fail-unchecked",
            "a source that throws an unchecked exception stores nothing",
            FailedWriteTopic::unchecked)
        .with(
            "fail-keeps-old",
            "a failed overwrite leaves the object as it was",
            FailedWriteTopic::keepsOld)
        .with("fail-closes-source", "a failed write closes its source", FailedWriteTopic::closes)
        .with("fail-then-works", "a key can be written after failures", FailedWriteTopic::thenWorks)
        .with(
            "fail-if-absent",
            "a failed ifAbsent leaves the key free",
            FailedWriteTopic::ifAbsent,
            Capability.IF_ABSENT);
  }

  private static void assertRefused(Bench bench, ObjectSource source) {
    Refused.sourceFailed(() -> bench.storage().save(A, source));
    bench.assertMissing("a");
    bench.assertKeys();
  }

  private static void opening(Bench bench) {
    assertRefused(
        bench,
        () -> {
          throw new IOException("the source cannot be opened, as it should");
        });
  }

  private static void atOnce(Bench bench) {
    assertRefused(bench, SteppedSource.failingAt(THREE_MIB, 0));
    assertRefused(bench, SteppedSource.failingAt(THREE_MIB, 0).unsized());
  }

  private static void halfWay(Bench bench) {
    assertRefused(bench, SteppedSource.failingAt(THREE_MIB, Content.MIB));
  }

  private static void halfWayUnsized(Bench bench) {
    assertRefused(bench, SteppedSource.failingAt(THREE_MIB, Content.MIB).unsized());
    Content more = new Content(1, 18 * Content.MIB);
    assertRefused(bench, SteppedSource.failingAt(more, 17 * Content.MIB).unsized());
  }

  private static void atEnd(Bench bench) {
    assertRefused(bench, SteppedSource.failingAt(THREE_MIB, THREE_MIB.size()).unsized());
  }

  private static void tooShort(Bench bench) {
    assertRefused(bench, THREE_MIB.promising(THREE_MIB.size() + 1));
    assertRefused(bench, new Content(1, 0).promising(1));
  }

  private static void tooLong(Bench bench) {
    assertRefused(bench, THREE_MIB.promising(THREE_MIB.size() - 1));
    assertRefused(bench, new Content(1, 1).promising(0));
  }

  private static void unchecked(Bench bench) throws IOException {
    bench.put("b", "kept");
    SteppedSource source =
        SteppedSource.at(
            THREE_MIB,
            Content.MIB,
            () -> {
              throw new IllegalStateException("the source broke off, as it should");
            });
    assertThrows(RuntimeException.class, () -> bench.storage().save(A, source));
    assertThrows(RuntimeException.class, () -> bench.storage().save(Bench.key("b"), source));
    assertEquals(0, source.stillOpen(), "streams of the source that were left open");
    bench.assertKeys("b");
    bench.assertText("b", "kept");
  }

  private static void keepsOld(Bench bench) throws IOException {
    Version old = new Version(1);
    StoredObject before = bench.storage().save(A, old.source());
    for (ObjectSource source :
        new ObjectSource[] {
          SteppedSource.failingAt(THREE_MIB, Content.MIB),
          SteppedSource.failingAt(THREE_MIB, Content.MIB).unsized(),
          THREE_MIB.promising(5)
        }) {
      Refused.sourceFailed(() -> bench.storage().save(A, source.withContentType("x/new")));
      assertEquals(before, bench.stat("a"));
      assertEquals(old, Version.read(bench.storage(), A));
    }
    bench.assertKeys("a");
  }

  private static void closes(Bench bench) {
    SteppedSource source = SteppedSource.failingAt(THREE_MIB, Content.MIB);
    Refused.sourceFailed(() -> bench.storage().save(A, source));
    assertEquals(0, source.stillOpen(), "streams of the source that were left open");
    SteppedSource unsized = source.unsized();
    Refused.sourceFailed(() -> bench.storage().save(A, unsized));
    assertEquals(0, unsized.stillOpen(), "streams of the source that were left open");
  }

  private static void thenWorks(Bench bench) throws IOException {
    for (int i = 0; i < 3; i++) {
      assertRefused(bench, SteppedSource.failingAt(THREE_MIB, i * Content.MIB));
    }
    bench.put("a", "at last");
    bench.assertText("a", "at last");
    bench.assertKeys("a");
  }

  private static void ifAbsent(Bench bench) throws IOException {
    WriteCondition absent = WriteCondition.ifAbsent();
    SteppedSource failing = SteppedSource.failingAt(THREE_MIB, Content.MIB);
    Refused.sourceFailed(() -> bench.storage().save(A, failing, absent));
    bench.assertMissing("a");
    bench.storage().save(A, Bench.source("mine"), absent);
    bench.assertText("a", "mine");
  }
}
