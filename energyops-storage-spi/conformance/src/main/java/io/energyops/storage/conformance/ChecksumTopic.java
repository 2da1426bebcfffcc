package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.util.Optional;

/** SHA-256 of the whole content. */
final class ChecksumTopic {

  private ChecksumTopic() {}

  static Topic topic() {
    return Topic.named("checksums")
        .with(
            "sha256-known",
            "SHA-256 is known of each object",
            ChecksumTopic::known,
            Capability.SHA256)
        .with(
            "sha256-empty",
            "SHA-256 is known of an empty object",
            ChecksumTopic::empty,
            Capability.SHA256)
        .with(
            "sha256-large",
            "SHA-256 is known of a large object of unknown size",
            ChecksumTopic::large,
            Capability.SHA256)
        .with(
            "sha256-overwritten",
            "an overwrite has a checksum of its own",
            ChecksumTopic::overwritten)
        .with(
            "sha256-range",
            "a range is described with the checksum of the whole",
            ChecksumTopic::range)
        .with("sha256-listed", "a list has the right checksum or none", ChecksumTopic::listed);
  }

  private static void assertKnown(Content content, StoredObject object) throws IOException {
    assertEquals(Optional.of(content.sha256()), object.sha256());
  }

  /** Where it is not declared it may be left out, but it is never a wrong one. */
  private static void assertRight(Content content, StoredObject object) throws IOException {
    if (object.sha256().isPresent()) {
      assertKnown(content, object);
    }
  }

  private static void known(Bench bench) throws IOException {
    Content content = new Content(1, 100_000);
    assertKnown(content, bench.put("a", content));
    assertKnown(content, bench.stat("a"));
    assertKnown(content, bench.storage().save(Bench.key("b"), content.unsized()));
  }

  private static void empty(Bench bench) throws IOException {
    Content content = new Content(1, 0);
    bench.put("a", content);
    assertKnown(content, bench.stat("a"));
  }

  private static void large(Bench bench) throws IOException {
    Content content = new Content(2, 12 * Content.MIB + 1);
    bench.storage().save(Bench.key("a"), content.unsized());
    assertKnown(content, bench.stat("a"));
  }

  private static void overwritten(Bench bench) throws IOException {
    bench.put("a", new Content(1, 5000));
    Content second = new Content(2, 5000);
    assertRight(second, bench.put("a", second));
    assertRight(second, bench.stat("a"));
  }

  private static void range(Bench bench) throws IOException {
    Content content = new Content(1, 5000);
    bench.put("a", content);
    try (StoredContent in = bench.storage().open(Bench.key("a"), ByteRange.of(100, 50))) {
      assertRight(content, in.object());
    }
  }

  private static void listed(Bench bench) throws IOException {
    Content content = new Content(1, 5000);
    bench.put("a", content);
    bench.put("b", content);
    for (StoredObject object : Walk.objects(bench.storage(), ListRequest.of(""))) {
      assertRight(content, object);
    }
  }
}
