package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.util.List;

/** Two instances over one place, one after the other and at once. */
final class InstancesTopic {

  private static final StorageKey A = Bench.key("a");

  private InstancesTopic() {}

  static Topic topic() {
    return Topic.named("more than one instance")
        .with("reopen-keeps", "content and description outlive the instance", InstancesTopic::keeps)
        .with(
            "reopen-empty",
            "empty objects and a beside a/b outlive the instance",
            InstancesTopic::keepsOdd)
        .with("reopen-forgets", "a delete outlives the instance", InstancesTopic::forgets)
        .with("reopen-failed", "nothing of a failed write comes back", InstancesTopic::failed)
        .with("second-sees", "another instance sees each write at once", InstancesTopic::sees)
        .with(
            "second-lists",
            "another instance lists the same, and goes on with pages of the first",
            InstancesTopic::lists)
        .with("second-closes", "closing one leaves the other open", InstancesTopic::closes)
        .with("second-whole", "another instance sees overwrites whole", InstancesTopic::whole);
  }

  private static void keeps(Bench bench) throws Exception {
    Version version = new Version(5);
    StoredObject before = bench.storage().save(A, version.source());
    Content large = new Content(1, 8 * Content.MIB + 3);
    bench.storage().save(Bench.key("large"), large.unsized());
    bench.reopen();
    assertEquals(before, bench.stat("a"));
    assertEquals(version, Version.read(bench.storage(), A));
    bench.assertContent("large", large);
    bench.assertKeys("a", "large");
  }

  private static void keepsOdd(Bench bench) throws Exception {
    bench.put("empty", "");
    bench.putAll(List.of("a", "a/b", "ü/\uD83D\uDCC8", "CON"));
    bench.reopen();
    bench.assertKeys("CON", "a", "a/b", "empty", "ü/\uD83D\uDCC8");
    bench.assertText("empty", "");
    bench.assertText("a", "content of a");
    bench.assertText("a/b", "content of a/b");
  }

  private static void forgets(Bench bench) throws Exception {
    bench.putAll(List.of("a", "b"));
    bench.storage().delete(A);
    bench.reopen();
    bench.assertMissing("a");
    bench.assertKeys("b");
  }

  private static void failed(Bench bench) throws Exception {
    bench.put("b", "old");
    SteppedSource failing = SteppedSource.failingAt(new Content(1, 100_000), 70_000);
    Refused.sourceFailed(() -> bench.storage().save(A, failing));
    Refused.sourceFailed(() -> bench.storage().save(Bench.key("b"), failing));
    bench.reopen();
    bench.assertKeys("b");
    bench.assertText("b", "old");
  }

  private static void sees(Bench bench) throws Exception {
    StorageBackend second = bench.second();
    for (int number = 1; number <= 3; number++) {
      StoredObject written = bench.storage().save(A, new Version(number).source());
      assertEquals(written, second.stat(A).orElseThrow());
      assertEquals(new Version(number), Version.read(second, A));
    }
    assertTrue(second.delete(A));
    bench.assertMissing("a");
  }

  private static void lists(Bench bench) throws Exception {
    bench.putAll(List.of("a", "b/c", "d", "e"));
    StorageBackend second = bench.second();
    assertEquals(List.of("a", "b/c", "d", "e"), Walk.keys(second, ListRequest.of("")));
    var first = bench.storage().list(ListRequest.of("").withLimit(2));
    String continuation = first.continuation().orElseThrow();
    assertEquals(
        List.of("a", "b/c", "d", "e").subList(first.objects().size(), 4),
        Walk.keys(second, ListRequest.of("").after(continuation)));
  }

  private static void closes(Bench bench) throws Exception {
    StorageBackend second = bench.second();
    second.save(A, Bench.source("x"));
    try (StoredContent in = bench.storage().open(A, ByteRange.all())) {
      second.close();
      assertEquals('x', in.read());
    }
    bench.assertText("a", "x");
    bench.put("b", "y");
    bench.assertKeys("a", "b");
  }

  private static void whole(Bench bench) throws Exception {
    StorageBackend second = bench.second();
    bench.storage().save(A, new Version(1).source());
    try (Crowd readers = new Crowd()) {
      readers.loop(3, () -> Version.read(second, A));
      for (int number = 2; number <= 30; number++) {
        bench.storage().save(A, new Version(number).source());
      }
    }
    assertEquals(new Version(30), Version.read(second, A));
  }
}
