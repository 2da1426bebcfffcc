package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.storage.ByteRange;
import io.energyops.storage.StoredContent;
import java.io.IOException;

/** Parts of an object, at and past its ends. */
final class RangeTopic {

  private static final String TEN = "0123456789";

  private RangeTopic() {}

  static Topic topic() {
    return Topic.named("ranges")
        .with("range-inside", "a range gives its bytes", ranges(2, 5, "23456", 0, 3, "012"))
        .with(
            "range-one-byte",
            "the first and the last byte can be read alone",
            ranges(0, 1, "0", 9, 1, "9"))
        .with(
            "range-from",
            "a range may go from an offset to the end",
            ranges(7, Long.MAX_VALUE, "789"))
        .with(
            "range-whole",
            "a range as long as the object is the object",
            ranges(0, 10, TEN, 0, 11, TEN))
        .with("range-over-end", "a range over the end is shorter", ranges(8, 5, "89", 9, 1000, "9"))
        .with(
            "range-at-end", "a range that starts at the end is empty", ranges(10, 1, "", 10, 0, ""))
        .with("range-past-end", "a range behind the end is empty", ranges(11, 5, "", 5000, 5, ""))
        .with("range-no-length", "a range without length is empty", ranges(0, 0, "", 5, 0, ""))
        .with(
            "range-extreme",
            "the largest numbers do not overflow",
            ranges(
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                "",
                5,
                Long.MAX_VALUE - 1,
                "56789",
                1L << 32,
                1,
                ""))
        .with("range-of-empty", "every range of an empty object is empty", RangeTopic::ofEmpty)
        .with("range-missing", "no range of what is missing is found", RangeTopic::ofMissing)
        .with("range-describes", "a range describes the whole object", RangeTopic::describes)
        .with("range-pieces", "pieces make the whole", RangeTopic::pieces);
  }

  /** Triples of an offset, a length, and what the ten digits have there. */
  private static Behaviour.Check ranges(Object... triples) {
    return bench -> {
      bench.put("a", TEN);
      for (int i = 0; i < triples.length; i += 3) {
        long offset = ((Number) triples[i]).longValue();
        long length = ((Number) triples[i + 1]).longValue();
        assertEquals(
            triples[i + 2],
            bench.text("a", ByteRange.of(offset, length)),
            "offset " + offset + ", length " + length);
      }
    };
  }

  private static void ofEmpty(Bench bench) throws IOException {
    bench.put("empty", "");
    for (ByteRange range :
        new ByteRange[] {ByteRange.all(), ByteRange.of(0, 1), ByteRange.from(3)}) {
      assertEquals("", bench.text("empty", range), range.toString());
    }
  }

  private static void ofMissing(Bench bench) {
    for (ByteRange range :
        new ByteRange[] {ByteRange.of(0, 0), ByteRange.of(3, 2), ByteRange.from(1L << 40)}) {
      Refused.notFound("a", () -> bench.storage().open(Bench.key("a"), range).close());
    }
  }

  private static void describes(Bench bench) throws IOException {
    bench.put("a", TEN);
    for (ByteRange range :
        new ByteRange[] {ByteRange.of(2, 3), ByteRange.of(0, 0), ByteRange.from(50)}) {
      try (StoredContent in = bench.storage().open(Bench.key("a"), range)) {
        assertEquals(bench.stat("a"), in.object(), range.toString());
      }
    }
  }

  private static void pieces(Bench bench) throws IOException {
    Content content = new Content(4, Content.MIB + 5);
    bench.put("a", content);
    int piece = 100_003;
    for (long offset = 0; offset < content.size(); offset += piece) {
      ByteRange range = ByteRange.of(offset, piece);
      try (StoredContent in = bench.storage().open(Bench.key("a"), range)) {
        content.assertSame(in, offset, range.lengthWithin(content.size()));
      }
    }
  }
}
