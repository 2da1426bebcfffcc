package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Writes that replace only the version that was read. */
final class IfMatchTopic {

  private static final StorageKey A = Bench.key("a");
  private static final int COUNTERS = 6;
  private static final int COUNTS = 5;

  private IfMatchTopic() {}

  static Topic topic() {
    Capability needed = Capability.IF_MATCH;
    return Topic.named("if match")
        .with(
            "match-replaces",
            "ifMatch replaces the version that was read",
            IfMatchTopic::replaces,
            needed)
        .with(
            "match-stale",
            "ifMatch refuses when another version is there",
            IfMatchTopic::stale,
            needed)
        .with("match-missing", "ifMatch creates nothing", IfMatchTopic::missing, needed)
        .with(
            "match-unknown",
            "ifMatch refuses a version that never was",
            IfMatchTopic::unknown,
            needed)
        .with("match-one-winner", "of 16 writers exactly one wins", IfMatchTopic::oneWinner, needed)
        .with(
            "match-no-lost-update",
            "counting together loses nothing",
            IfMatchTopic::counting,
            needed)
        .with(
            "match-two-instances",
            "of 16 writers of two instances exactly one wins",
            IfMatchTopic::twoInstances,
            needed);
  }

  private static boolean wins(StorageBackend storage, ObjectSource source, String version) {
    try {
      storage.save(A, source, WriteCondition.ifMatch(version));
      return true;
    } catch (StorageConflictException e) {
      return false;
    }
  }

  private static void assertStale(Bench bench, String key, String version) {
    WriteCondition match = WriteCondition.ifMatch(version);
    Refused.versionMismatch(
        key, () -> bench.storage().save(Bench.key(key), Bench.source("new"), match));
  }

  private static void replaces(Bench bench) throws IOException {
    StoredObject old = bench.put("a", "old");
    WriteCondition match = WriteCondition.ifMatch(old.version());
    StoredObject stored = bench.storage().save(A, Bench.source("new"), match);
    assertNotEquals(old.version(), stored.version());
    assertEquals(stored, bench.stat("a"));
    bench.assertText("a", "new");
  }

  private static void stale(Bench bench) throws IOException {
    String old = bench.put("a", "old").version();
    StoredObject current = bench.put("a", "current");
    assertStale(bench, "a", old);
    assertEquals(current, bench.stat("a"));
    bench.assertText("a", "current");
  }

  private static void missing(Bench bench) {
    String version = bench.put("a", "gone").version();
    assertStale(bench, "b", version);
    bench.storage().delete(A);
    assertStale(bench, "a", version);
    bench.assertKeys();
  }

  private static void unknown(Bench bench) throws IOException {
    bench.put("a", "old");
    for (String version : List.of("", "no such version", "*", "\"", "0")) {
      assertStale(bench, "a", version);
    }
    bench.assertText("a", "old");
  }

  private static void oneWinner(Bench bench) throws Exception {
    race(bench, i -> bench.storage());
  }

  private static void twoInstances(Bench bench) throws Exception {
    List<StorageBackend> instances = List.of(bench.storage(), bench.second());
    race(bench, i -> instances.get(i % 2));
  }

  private static void race(Bench bench, IntFunction<StorageBackend> storages) throws Exception {
    for (int round = 0; round < 5; round++) {
      String version = bench.put("a", "round " + round).version();
      List<Boolean> won =
          Crowd.atOnce(16, i -> () -> wins(storages.apply(i), content(i).source(), version));
      assertEquals(1, Collections.frequency(won, true), "writers that won");
      bench.assertContent("a", content(won.indexOf(true)));
    }
  }

  private static Content content(int writer) {
    return new Content(writer, 1000 + writer);
  }

  private static void counting(Bench bench) throws Exception {
    bench.put("a", "0");
    Crowd.atOnce(
        COUNTERS,
        i ->
            () -> {
              for (int done = 0; done < COUNTS; done += count(bench.storage()) ? 1 : 0) {
                Thread.onSpinWait();
              }
              return i;
            });
    bench.assertText("a", String.valueOf(COUNTERS * COUNTS));
  }

  private static boolean count(StorageBackend storage) throws IOException {
    try (StoredContent in = storage.open(A, ByteRange.all())) {
      int read = Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return wins(storage, Bench.source(String.valueOf(read + 1)), in.object().version());
    }
  }
}
