package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.storage.Capability;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Creates that must not replace. */
final class IfAbsentTopic {

  private static final StorageKey A = Bench.key("a");
  private static final WriteCondition ABSENT = WriteCondition.ifAbsent();
  private static final int WRITERS = 32;
  private static final long MEETING_MILLIS = 300;

  private IfAbsentTopic() {}

  static Topic topic() {
    Capability needed = Capability.IF_ABSENT;
    return Topic.named("if absent")
        .with("absent-creates", "ifAbsent creates what is missing", IfAbsentTopic::creates, needed)
        .with("absent-refuses", "ifAbsent replaces nothing", IfAbsentTopic::refuses, needed)
        .with(
            "absent-after-delete", "a deleted object is absent", IfAbsentTopic::afterDelete, needed)
        .with("absent-neighbours", "only the key itself counts", IfAbsentTopic::neighbours, needed)
        .with("absent-empty", "an empty object is there", IfAbsentTopic::emptyIsThere, needed)
        .with(
            "absent-one-winner", "of 32 writers exactly one wins", IfAbsentTopic::oneWinner, needed)
        .with(
            "absent-one-winner-late",
            "exactly one wins when all have read their source first",
            IfAbsentTopic::oneLateWinner,
            needed)
        .with(
            "absent-two-instances",
            "of 32 writers of two instances exactly one wins",
            IfAbsentTopic::twoInstances,
            needed);
  }

  static boolean wins(StorageBackend storage, StorageKey key, ObjectSource source) {
    try {
      storage.save(key, source, ABSENT);
      return true;
    } catch (StorageAlreadyExistsException e) {
      return false;
    }
  }

  private static void creates(Bench bench) throws IOException {
    StoredObject stored = bench.storage().save(A, Bench.source("mine"), ABSENT);
    assertEquals(stored, bench.stat("a"));
    bench.assertText("a", "mine");
  }

  private static void refuses(Bench bench) throws IOException {
    StoredObject before = bench.put("a", "old");
    Refused.alreadyExists("a", () -> bench.storage().save(A, Bench.source("new"), ABSENT));
    assertEquals(before, bench.stat("a"));
    bench.assertText("a", "old");
    bench.assertKeys("a");
  }

  private static void afterDelete(Bench bench) throws IOException {
    bench.put("a", "old");
    bench.storage().delete(A);
    bench.storage().save(A, Bench.source("new"), ABSENT);
    bench.assertText("a", "new");
  }

  private static void neighbours(Bench bench) throws IOException {
    bench.putAll(List.of("a/b", "A", "a0"));
    bench.storage().save(A, Bench.source("mine"), ABSENT);
    bench.storage().save(Bench.key("a/b/c"), Bench.source("mine too"), ABSENT);
    bench.assertText("a", "mine");
    bench.assertText("a/b/c", "mine too");
    bench.assertKeys("A", "a", "a/b", "a/b/c", "a0");
  }

  private static void emptyIsThere(Bench bench) throws IOException {
    bench.put("a", "");
    Refused.alreadyExists("a", () -> bench.storage().save(A, Bench.source("new"), ABSENT));
    bench.assertText("a", "");
  }

  private static void oneWinner(Bench bench) throws Exception {
    for (int round = 0; round < 8; round++) {
      race(bench, "race/" + round, i -> bench.storage(), i -> content(i).source());
    }
  }

  /** Whoever checks first and writes later has all of them win. */
  private static void oneLateWinner(Bench bench) throws Exception {
    CountDownLatch meeting = new CountDownLatch(WRITERS);
    race(
        bench,
        "late",
        i -> bench.storage(),
        i -> SteppedSource.at(content(i), content(i).size(), () -> meet(meeting)).unsized());
  }

  /** Not all need come: a backend may let one writer in at a time. */
  private static void meet(CountDownLatch meeting) throws IOException {
    try {
      meeting.countDown();
      meeting.await(MEETING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void twoInstances(Bench bench) throws Exception {
    List<StorageBackend> instances = List.of(bench.storage(), bench.second());
    for (int round = 0; round < 4; round++) {
      race(bench, "race/" + round, i -> instances.get(i % 2), i -> content(i).source());
    }
  }

  private static Content content(int writer) {
    return new Content(writer, 2000 + writer);
  }

  private static void race(
      Bench bench,
      String key,
      IntFunction<StorageBackend> storages,
      IntFunction<ObjectSource> sources)
      throws Exception {
    StorageKey target = Bench.key(key);
    List<Boolean> won =
        Crowd.atOnce(WRITERS, i -> () -> wins(storages.apply(i), target, sources.apply(i)));
    assertEquals(1, Collections.frequency(won, true), "writers that won");
    bench.assertContent(key, content(won.indexOf(true)));
  }
}
