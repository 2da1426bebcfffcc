package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes that succeed. */
final class WritingTopic {

  private static final long LARGE = 20 * Content.MIB + 7;

  private WritingTopic() {}

  static Topic topic() {
    return Topic.named("writing")
        .with("write-then-read", "what was written is read", WritingTopic::writeThenRead)
        .with("write-describes", "a write tells what was stored", WritingTopic::describes)
        .with("write-empty", "an empty object is an object", WritingTopic::empty)
        .with("write-all-bytes", "each of the 256 bytes is kept", WritingTopic::allBytes)
        .with("write-odd-sizes", "sizes around block borders are kept", WritingTopic::oddSizes)
        .with("write-large-sized", "20 MiB of known size are kept", WritingTopic::largeSized)
        .with("write-large-unsized", "20 MiB of unknown size are kept", WritingTopic::largeUnsized)
        .with("write-shorter", "a shorter content replaces a longer one", WritingTopic::shorter)
        .with(
            "write-dribbling",
            "a source that gives few bytes at a time is stored whole",
            WritingTopic::dribbling)
        .with(
            "write-own-copy",
            "bytes that are changed after the write stay as stored",
            WritingTopic::ownCopy)
        .with(
            "write-closes-source",
            "a write closes each stream that it opened",
            WritingTopic::closesSource);
  }

  private static void writeThenRead(Bench bench) throws IOException {
    bench.put("run/1/out.csv", "hour;MW\n1;42.5\n");
    bench.assertText("run/1/out.csv", "hour;MW\n1;42.5\n");
    bench.assertKeys("run/1/out.csv");
  }

  private static void describes(Bench bench) {
    StoredObject stored = bench.put("a", "12345");
    assertEquals(Bench.key("a"), stored.key());
    assertEquals(5, stored.size());
  }

  private static void empty(Bench bench) throws IOException {
    bench.put("empty/sized", "");
    bench.storage().save(Bench.key("empty/unsized"), new Content(1, 0).unsized());
    for (String key : List.of("empty/sized", "empty/unsized")) {
      assertEquals(0, bench.stat(key).size());
      bench.assertText(key, "");
    }
    bench.assertKeys("empty/sized", "empty/unsized");
  }

  private static void allBytes(Bench bench) throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    bench.storage().save(Bench.key("all"), ObjectSource.of(all));
    assertEquals(
        new String(all, StandardCharsets.ISO_8859_1),
        new String(bench.storage().read("all"), StandardCharsets.ISO_8859_1));
  }

  private static void oddSizes(Bench bench) throws IOException {
    for (int size : new int[] {1, 4095, 4096, 4097, 8191, 8192, 8193, 65_535, 65_536, 65_537}) {
      Content content = new Content(size, size);
      bench.put("size/sized", content);
      bench.assertContent("size/sized", content);
      bench.storage().save(Bench.key("size/unsized"), content.unsized());
      bench.assertContent("size/unsized", content);
    }
  }

  private static void largeSized(Bench bench) throws IOException {
    large(bench, new Content(3, LARGE).source());
  }

  private static void largeUnsized(Bench bench) throws IOException {
    large(bench, new Content(3, LARGE).unsized());
  }

  private static void large(Bench bench, ObjectSource source) throws IOException {
    assertEquals(LARGE, bench.storage().save(Bench.key("large"), source).size());
    assertEquals(LARGE, bench.stat("large").size());
    bench.assertContent("large", new Content(3, LARGE));
  }

  private static void shorter(Bench bench) throws IOException {
    bench.put("a", new Content(1, 100_000));
    bench.put("a", "short");
    bench.assertText("a", "short");
    assertEquals(5, bench.stat("a").size());
    bench.put("a", "");
    bench.assertText("a", "");
  }

  private static void dribbling(Bench bench) throws IOException {
    Content content = new Content(5, 10_000);
    ObjectSource source =
        () ->
            new FilterInputStream(content.stream()) {
              @Override
              public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(3, length));
              }
            };
    bench.storage().save(Bench.key("a"), source);
    bench.assertContent("a", content);
  }

  private static void ownCopy(Bench bench) throws IOException {
    byte[] bytes = "before".getBytes(StandardCharsets.UTF_8);
    bench.storage().save("a", bytes);
    bytes[0] = 'X';
    bench.assertText("a", "before");
    bench.storage().read("a")[0] = 'X';
    bench.assertText("a", "before");
  }

  private static void closesSource(Bench bench) {
    SteppedSource source = SteppedSource.counting(new Content(1, 100_000));
    bench.storage().save(Bench.key("sized"), source);
    assertTrue(source.opened() > 0);
    assertEquals(0, source.stillOpen(), "streams of the source that were left open");

    SteppedSource unsized = source.unsized();
    bench.storage().save(Bench.key("unsized"), unsized);
    assertEquals(0, unsized.stillOpen(), "streams of the source that were left open");
  }
}
