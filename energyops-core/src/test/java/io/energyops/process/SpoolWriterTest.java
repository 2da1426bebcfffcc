package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolWriterTest {

  private static final Instant TIME = Instant.parse("2026-03-29T01:59:59.123456Z");

  @TempDir Path root;
  private Path file;

  @BeforeEach
  void name() {
    file = root.resolve("spool");
  }

  @Test
  void writes_what_the_reader_reads() throws IOException {
    SpoolWriter writer = writer(Long.MAX_VALUE);
    assertTrue(writer.add(Frame.Stream.STDOUT, bytes("one__"), 3));
    assertTrue(writer.add(Frame.Stream.STDERR, bytes("\0\n"), 2));
    writer.close();
    try (SpoolReader reader = new SpoolReader(file, 0)) {
      List<Frame> frames = reader.read(Long.MAX_VALUE);
      assertEquals(2, frames.size());
      assertArrayEquals(bytes("one"), frames.get(0).payload());
      assertEquals(Frame.Stream.STDOUT, frames.get(0).stream());
      assertEquals(TIME, frames.get(0).time());
      assertEquals(Frame.Stream.STDERR, frames.get(1).stream());
      assertArrayEquals(bytes("\0\n"), frames.get(1).payload());
      assertEquals(Files.size(file), frames.get(1).nextOffset());
      assertEquals(new SpoolWriter.Totals(Files.size(file), 5, 0, 0, null), writer.totals());
    }
  }

  @Test
  void keeps_exactly_what_the_limit_allows() throws IOException {
    SpoolWriter writer = writer(5);
    assertTrue(writer.add(Frame.Stream.STDOUT, bytes("abc"), 3));
    assertFalse(writer.add(Frame.Stream.STDERR, bytes("def"), 3));
    assertFalse(writer.add(Frame.Stream.STDOUT, bytes("ghi"), 3));
    writer.close();
    try (SpoolReader reader = new SpoolReader(file, 0)) {
      List<Frame> frames = reader.read(Long.MAX_VALUE);
      assertEquals(2, frames.size());
      assertArrayEquals(bytes("de"), frames.get(1).payload());
    }
    assertEquals(5, writer.totals().accepted());
    assertEquals(4, writer.totals().discarded());
  }

  @Test
  void refuses_a_file_that_is_there() throws IOException {
    Files.createFile(file);
    assertThrows(FileAlreadyExistsException.class, () -> writer(1));
  }

  @Test
  void waits_for_a_full_disk_and_says_what_was_given_up() throws Exception {
    Path full = Path.of("/dev/full");
    SpoolWriter writer = SpoolWriter.open(full, Long.MAX_VALUE, clock(), StandardOpenOption.WRITE);
    Thread producer =
        new Thread(() -> writer.add(Frame.Stream.STDOUT, bytes("lost"), 4), "producer");
    producer.start();
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(writer::pending);
    assertTrue(producer.isAlive());
    closeQuietly(writer);
    producer.join();
    assertEquals(4, writer.totals().unsaved());
    assertTrue(writer.totals().error() != null);
    assertTrue(writer.add(Frame.Stream.STDERR, bytes("late"), 4));
    assertEquals(8, writer.totals().unsaved());
  }

  private SpoolWriter writer(long limit) throws IOException {
    return SpoolWriter.create(file, limit, clock());
  }

  private static void closeQuietly(SpoolWriter writer) {
    try {
      writer.close();
    } catch (IOException e) {
      // A device cannot be forced to a disk.
    }
  }

  private static Clock clock() {
    return Clock.fixed(TIME, ZoneOffset.UTC);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
