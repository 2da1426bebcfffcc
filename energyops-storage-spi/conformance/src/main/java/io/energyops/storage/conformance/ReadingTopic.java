package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.StoredContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads by every method of a stream. */
final class ReadingTopic {

  private static final Content CONTENT = new Content(11, 70_001);

  /** More than a usual pool of connections holds. */
  private static final int UNREAD_STREAMS = 300;

  private ReadingTopic() {}

  static Topic topic() {
    return Topic.named("reading")
        .with("read-missing", "what is not stored is not found", ReadingTopic::missing)
        .with("read-all-bytes", "readAllBytes gives the whole object", ReadingTopic::allBytes)
        .with("read-byte-by-byte", "single bytes come in order", ReadingTopic::byteByByte)
        .with("read-n-bytes", "readNBytes gives that many", ReadingTopic::readNBytes)
        .with("read-transfer", "transferTo gives the rest", ReadingTopic::transfer)
        .with("read-skip", "skip goes forward by what it says", ReadingTopic::skip)
        .with("read-available", "available promises only what is there", ReadingTopic::available)
        .with("read-mark", "mark and reset work or say that they do not", ReadingTopic::mark)
        .with("read-end", "the end stays the end", ReadingTopic::end)
        .with("read-describes", "a stream tells what it reads", ReadingTopic::describes)
        .with(
            "read-side-by-side", "two streams do not disturb one another", ReadingTopic::sideBySide)
        .with("read-unread", "streams closed unread leave nothing behind", ReadingTopic::unread)
        .with("read-close-twice", "a stream may be closed twice", ReadingTopic::closeTwice);
  }

  private static StoredContent opened(Bench bench) {
    bench.put("a", CONTENT);
    return bench.storage().open(Bench.key("a"), ByteRange.all());
  }

  private static void missing(Bench bench) {
    bench.assertMissing("a");
    Refused.notFound("a", () -> bench.storage().read("a"));
  }

  private static void allBytes(Bench bench) throws IOException {
    try (StoredContent in = opened(bench)) {
      assertArrayEquals(CONTENT.bytes(), in.readAllBytes());
    }
  }

  private static void byteByByte(Bench bench) throws IOException {
    try (StoredContent in = opened(bench)) {
      for (int i = 0; i < 10_000; i++) {
        assertEquals(CONTENT.at(i) & 0xFF, in.read(), "byte " + i);
      }
      CONTENT.assertSame(in, 10_000, CONTENT.size() - 10_000);
      assertEquals(-1, in.read());
    }
  }

  private static void readNBytes(Bench bench) throws IOException {
    try (StoredContent in = opened(bench)) {
      assertArrayEquals(Arrays.copyOfRange(CONTENT.bytes(), 0, 40_000), in.readNBytes(40_000));
      byte[] target = new byte[50_000];
      assertEquals(30_001, in.readNBytes(target, 5, 40_000));
      assertEquals(CONTENT.at(40_000), target[5]);
      assertEquals(0, in.readNBytes(10).length);
    }
  }

  private static void transfer(Bench bench) throws IOException {
    try (StoredContent in = opened(bench)) {
      assertEquals(CONTENT.at(0) & 0xFF, in.read());
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      assertEquals(CONTENT.size() - 1, in.transferTo(rest));
      byte[] bytes = CONTENT.bytes();
      assertArrayEquals(Arrays.copyOfRange(bytes, 1, bytes.length), rest.toByteArray());
    }
  }

  private static void skip(Bench bench) throws IOException {
    try (StoredContent in = opened(bench)) {
      in.skipNBytes(50_000);
      assertEquals(CONTENT.at(50_000) & 0xFF, in.read());
      assertEquals(0, in.skip(0));
      long skipped = in.skip(Long.MAX_VALUE);
      assertTrue(skipped >= 0 && skipped <= 20_000, "skipped " + skipped + " of 20000");
      CONTENT.assertSame(in, 50_001 + skipped, 20_000 - skipped);
      assertEquals(0, in.skip(1));
    }
  }

  private static void available(Bench bench) throws IOException {
    try (StoredContent in = opened(bench)) {
      int promised = in.available();
      assertTrue(promised >= 0 && promised <= CONTENT.size(), "available says " + promised);
      CONTENT.assertSame(in);
      assertEquals(0, in.available());
    }
  }

  private static void mark(Bench bench) throws IOException {
    try (StoredContent in = opened(bench)) {
      if (in.markSupported()) {
        in.skipNBytes(10);
        in.mark(100);
        in.skipNBytes(50);
        in.reset();
        assertEquals(CONTENT.at(10) & 0xFF, in.read());
      } else {
        assertThrows(IOException.class, in::reset);
      }
    }
  }

  private static void end(Bench bench) throws IOException {
    try (StoredContent in = opened(bench)) {
      CONTENT.assertSame(in);
      assertEquals(-1, in.read());
      assertEquals(-1, in.read(new byte[10]));
      assertEquals(0, in.readAllBytes().length);
    }
  }

  private static void describes(Bench bench) throws IOException {
    try (StoredContent in = opened(bench)) {
      assertEquals(bench.stat("a"), in.object());
    }
  }

  private static void sideBySide(Bench bench) throws IOException {
    try (StoredContent one = opened(bench);
        StoredContent two = bench.storage().open(Bench.key("a"), ByteRange.from(100))) {
      assertArrayEquals(Arrays.copyOfRange(CONTENT.bytes(), 0, 1000), one.readNBytes(1000));
      assertArrayEquals(Arrays.copyOfRange(CONTENT.bytes(), 100, 1100), two.readNBytes(1000));
      CONTENT.assertSame(one, 1000, CONTENT.size() - 1000);
      CONTENT.assertSame(two, 1100, CONTENT.size() - 1100);
    }
  }

  private static void unread(Bench bench) throws IOException {
    opened(bench).close();
    for (int i = 0; i < UNREAD_STREAMS; i++) {
      try (StoredContent in = bench.storage().open(Bench.key("a"), ByteRange.all())) {
        assertEquals(CONTENT.at(0) & 0xFF, in.read());
      }
    }
    List<StoredContent> atOnce = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      atOnce.add(bench.storage().open(Bench.key("a"), ByteRange.all()));
    }
    for (StoredContent in : atOnce) {
      try (in) {
        CONTENT.assertSame(in);
      }
    }
  }

  private static void closeTwice(Bench bench) throws IOException {
    StoredContent in = opened(bench);
    in.close();
    in.close();
    bench.assertContent("a", CONTENT);
  }
}
