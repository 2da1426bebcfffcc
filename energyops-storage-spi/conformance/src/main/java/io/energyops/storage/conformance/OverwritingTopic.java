package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.util.List;

/**
 * Readers while an object is written over: each sees one version, from its first byte to its last.
 */
final class OverwritingTopic {

  private static final StorageKey A = Bench.key("a");
  private static final int VERSIONS = 40;

  private OverwritingTopic() {}

  static Topic topic() {
    return Topic.named("overwriting")
        .with(
            "overwrite-read",
            "readers see body and description of one version",
            whileWritten(OverwritingTopic::read))
        .with("overwrite-stat", "stat tells of one version", whileWritten(OverwritingTopic::stat))
        .with("overwrite-list", "a list tells of one version", whileWritten(OverwritingTopic::list))
        .with(
            "overwrite-range",
            "a range is of the version it describes",
            whileWritten(OverwritingTopic::range))
        .with(
            "overwrite-forward",
            "no reader goes back to an older version",
            OverwritingTopic::forward)
        .with(
            "overwrite-open-stream",
            "a stream goes on with its version",
            OverwritingTopic::openStream)
        .with(
            "overwrite-deleted-stream",
            "a stream goes on when its object is deleted",
            OverwritingTopic::deleted)
        .with(
            "overwrite-two-writers",
            "of two writers one is seen whole",
            OverwritingTopic::twoWriters);
  }

  private static Behaviour.Check whileWritten(Behaviour.Check look) {
    return bench -> {
      bench.storage().save(A, new Version(1).source());
      try (Crowd readers = new Crowd()) {
        readers.loop(4, () -> look.run(bench));
        for (int number = 2; number <= VERSIONS; number++) {
          bench.storage().save(A, new Version(number).source());
        }
      }
      assertEquals(new Version(VERSIONS), Version.read(bench.storage(), A));
    };
  }

  private static void read(Bench bench) throws IOException {
    Version.read(bench.storage(), A);
  }

  private static void stat(Bench bench) throws IOException {
    StoredObject object = bench.stat("a");
    Version.of(object).assertDescribes(object);
  }

  private static void list(Bench bench) throws IOException {
    List<StoredObject> objects = Walk.objects(bench.storage(), ListRequest.of(""));
    assertEquals(1, objects.size(), "objects that are listed");
    Version.of(objects.get(0)).assertDescribes(objects.get(0));
  }

  private static void range(Bench bench) throws IOException {
    try (StoredContent in = bench.storage().open(A, ByteRange.of(20_000, 1000))) {
      Version.of(in.object()).content().assertSame(in, 20_000, 1000);
    }
  }

  private static void forward(Bench bench) throws Exception {
    StorageBackend storage = bench.storage();
    storage.save(A, new Version(1).source());
    try (Crowd readers = new Crowd()) {
      readers.loop(
          3,
          () -> {
            int seen = Version.of(bench.stat("a")).number();
            int then = Version.read(storage, A).number();
            assertTrue(then >= seen, () -> "version " + then + " after " + seen);
          });
      for (int number = 2; number <= VERSIONS; number++) {
        storage.save(A, new Version(number).source());
        assertEquals(number, Version.of(bench.stat("a")).number(), "what the writer sees");
      }
    }
  }

  private static void openStream(Bench bench) throws IOException {
    Content old = new Content(1, 6 * Content.MIB);
    bench.put("a", old);
    goesOn(bench, old, () -> bench.put("a", new Content(2, 6 * Content.MIB)));
    bench.assertContent("a", new Content(2, 6 * Content.MIB));
  }

  private static void deleted(Bench bench) throws IOException {
    Content old = new Content(1, 6 * Content.MIB);
    bench.put("a", old);
    goesOn(bench, old, () -> bench.storage().delete(A));
    bench.assertMissing("a");
  }

  /** A stream may break off, but gives no wrong byte and no early end. */
  private static void goesOn(Bench bench, Content old, Runnable change) throws IOException {
    try (StoredContent in = bench.storage().open(A, ByteRange.all())) {
      assertEquals(old.at(0) & 0xFF, in.read());
      change.run();
      assertEquals(old.size(), in.object().size());
      try {
        old.assertSame(in, 1, old.size() - 1);
      } catch (IOException brokenOff) {
        return;
      }
    }
  }

  private static void twoWriters(Bench bench) throws Exception {
    for (int round = 0; round < 5; round++) {
      List<Version> versions = List.of(new Version(1 + 2 * round), new Version(2 + 2 * round));
      Crowd.atOnce(2, i -> () -> bench.storage().save(A, versions.get(i).source()));
      assertTrue(versions.contains(Version.read(bench.storage(), A)));
    }
  }
}
