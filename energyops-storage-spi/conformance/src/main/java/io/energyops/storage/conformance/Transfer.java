package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.storage.Capability;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What copy and move have in common.
 *
 * @param capability what the backend must declare
 * @param call the method
 */
record Transfer(Capability capability, Call call) {

  static final Transfer COPY = new Transfer(Capability.COPY, StorageBackend::copy);
  static final Transfer MOVE = new Transfer(Capability.MOVE, StorageBackend::move);

  /** One of the two methods. */
  @FunctionalInterface
  interface Call {
    StoredObject run(
        StorageBackend storage, StorageKey from, StorageKey to, WriteCondition condition);
  }

  private static final StorageKey FROM = Bench.key("from");
  private static final StorageKey TO = Bench.key("to");

  StoredObject run(Bench bench, StorageKey from, StorageKey to, WriteCondition condition) {
    return call.run(bench.storage(), from, to, condition);
  }

  /** What is left of the object at its old key. */
  void assertLeft(Bench bench, String key, String text) throws IOException {
    if (capability == Capability.COPY) {
      bench.assertText(key, text);
    } else {
      bench.assertMissing(key);
    }
  }

  void content(Bench bench) throws IOException {
    Version version = new Version(7);
    bench.storage().save(FROM, version.source());
    StoredObject there = run(bench, FROM, TO, WriteCondition.none());
    assertEquals(TO, there.key());
    assertEquals(bench.stat("to"), there);
    version.assertDescribes(there);
    assertEquals(version, Version.read(bench.storage(), TO));
    if (bench.declares(Capability.CONTENT_TYPE)) {
      assertEquals(Optional.of(version.type()), there.contentType());
    }
    if (bench.declares(Capability.SHA256)) {
      assertEquals(Optional.of(version.content().sha256()), there.sha256());
    }
  }

  void large(Bench bench) throws IOException {
    Content content = new Content(8, 12 * Content.MIB + 5);
    bench.put("from", content);
    assertEquals(content.size(), run(bench, FROM, TO, WriteCondition.none()).size());
    bench.assertContent("to", content);
  }

  void missing(Bench bench) throws IOException {
    bench.put("to", "kept");
    Refused.notFound("from", () -> run(bench, FROM, TO, WriteCondition.none()));
    bench.assertKeys("to");
    bench.assertText("to", "kept");
  }

  void ontoItself(Bench bench) throws IOException {
    StoredObject before = bench.put("from", "kept");
    Refused.invalidArgument(() -> run(bench, FROM, FROM, WriteCondition.none()));
    assertEquals(before, bench.stat("from"));
    bench.assertText("from", "kept");
  }

  void replaces(Bench bench) throws IOException {
    bench.put("from", "new");
    StoredObject old = bench.put("to", "much longer than the new one");
    StoredObject there = run(bench, FROM, TO, WriteCondition.none());
    assertNotEquals(old.version(), there.version());
    bench.assertText("to", "new");
    assertLeft(bench, "from", "new");
  }

  void below(Bench bench) throws IOException {
    bench.put("a", "x");
    run(bench, Bench.key("a"), Bench.key("a/b/c"), WriteCondition.none());
    bench.assertText("a/b/c", "x");
    assertLeft(bench, "a", "x");
    run(bench, Bench.key("a/b/c"), Bench.key("a/b"), WriteCondition.none());
    bench.assertText("a/b", "x");
    assertLeft(bench, "a/b/c", "x");
  }

  void ifAbsent(Bench bench) throws IOException {
    bench.put("from", "new");
    StoredObject old = bench.put("to", "old");
    Refused.alreadyExists("to", () -> run(bench, FROM, TO, WriteCondition.ifAbsent()));
    assertEquals(old, bench.stat("to"));
    bench.assertText("from", "new");
    bench.storage().delete(TO);
    run(bench, FROM, TO, WriteCondition.ifAbsent());
    bench.assertText("to", "new");
  }

  void ifMatch(Bench bench) throws IOException {
    bench.put("from", "new");
    String stale = bench.put("to", "old").version();
    String current = bench.put("to", "current").version();
    Refused.versionMismatch("to", () -> run(bench, FROM, TO, WriteCondition.ifMatch(stale)));
    bench.assertText("to", "current");
    bench.assertText("from", "new");
    run(bench, FROM, TO, WriteCondition.ifMatch(current));
    bench.assertText("to", "new");
  }

  void undeclaredCondition(Bench bench) throws IOException {
    bench.put("from", "new");
    String version = bench.put("to", "old").version();
    refusedUnlessDeclared(bench, Capability.IF_ABSENT, WriteCondition.ifAbsent());
    refusedUnlessDeclared(bench, Capability.IF_MATCH, WriteCondition.ifMatch(version + "-other"));
    bench.assertText("to", "old");
    bench.assertText("from", "new");
  }

  private void refusedUnlessDeclared(Bench bench, Capability needed, WriteCondition condition) {
    if (bench.declares(needed)) {
      assertThrows(StorageException.class, () -> run(bench, FROM, TO, condition));
    } else {
      Refused.unsupported(needed, () -> run(bench, FROM, TO, condition));
    }
  }

  /** Each has a source of its own. */
  void oneWinner(Bench bench) throws Exception {
    for (int round = 0; round < 3; round++) {
      StorageKey target = Bench.key("race/" + round);
      for (int i = 0; i < 16; i++) {
        bench.put("from/" + i, "of " + i);
      }
      List<Boolean> won = Crowd.atOnce(16, i -> () -> wins(bench, Bench.key("from/" + i), target));
      assertEquals(1, Collections.frequency(won, true), "how many won");
      bench.assertText(target.value(), "of " + won.indexOf(true));
    }
  }

  private boolean wins(Bench bench, StorageKey from, StorageKey to) {
    try {
      run(bench, from, to, WriteCondition.ifAbsent());
      return true;
    } catch (StorageAlreadyExistsException e) {
      return false;
    }
  }

  void seenWhole(Bench bench) throws Exception {
    bench.storage().save(TO, new Version(1).source());
    try (Crowd readers = new Crowd()) {
      readers.loop(3, () -> Version.read(bench.storage(), TO));
      for (int number = 2; number <= 30; number++) {
        bench.storage().save(FROM, new Version(number).source());
        run(bench, FROM, TO, WriteCondition.none());
      }
    }
    assertEquals(new Version(30), Version.read(bench.storage(), TO));
  }

  /** Adds what both promise. */
  Topic describe(Topic topic, String word) {
    String id = word + "-";
    return topic
        .with(id + "content", "content, type and sum come along", this::content, capability)
        .with(id + "large", "a large object comes along whole", this::large, capability)
        .with(id + "missing", "what is missing is not found", this::missing, capability)
        .with(id + "onto-itself", "onto itself is refused", this::ontoItself, capability)
        .with(id + "replaces", "the target is replaced", this::replaces, capability)
        .with(id + "below", "from a to a/b and back", this::below, capability)
        .with(
            id + "if-absent",
            "a target that is there refuses ifAbsent",
            this::ifAbsent,
            capability,
            Capability.IF_ABSENT)
        .with(
            id + "if-match",
            "a target of another version refuses ifMatch",
            this::ifMatch,
            capability,
            Capability.IF_MATCH)
        .with(
            id + "undeclared-condition",
            "a condition that cannot be checked is refused",
            this::undeclaredCondition,
            capability)
        .with(
            id + "one-winner",
            "of 16 with ifAbsent exactly one wins",
            this::oneWinner,
            capability,
            Capability.IF_ABSENT)
        .with(
            id + "seen-whole",
            "readers of the target see one version",
            this::seenWhole,
            capability);
  }
}
