package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolReaderTest {

  @TempDir Path directory;

  static byte[] frame(int stream, long micros, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(13 + payload.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) stream)
        .putLong(micros)
        .putInt(payload.length)
        .put(payload)
        .array();
  }

  @Test
  void a_frame_has_stream_time_bytes_and_the_offset_behind_it() throws IOException {
    Path file = directory.resolve("spool");
    Files.write(file, frame(2, 1_700_000_000_123_456L, "oops\n"));
    try (SpoolReader reader = new SpoolReader(file, 0)) {
      Frame frame = reader.read(Long.MAX_VALUE).get(0);
      assertEquals(Frame.Stream.STDERR, frame.stream());
      assertEquals(Instant.parse("2023-11-14T22:13:20.123456Z"), frame.time());
      assertArrayEquals("oops\n".getBytes(StandardCharsets.UTF_8), frame.payload());
      assertEquals(18, frame.nextOffset());
      assertEquals(18, reader.offset());
    }
  }

  @Test
  void a_missing_spool_is_an_empty_one_until_it_is_there() throws IOException {
    Path file = directory.resolve("spool");
    try (SpoolReader reader = new SpoolReader(file, 0)) {
      assertTrue(reader.read(100).isEmpty());
      Files.write(file, frame(1, 1, "a"));
      assertEquals(1, reader.read(100).size());
    }
  }

  @Test
  void reading_stops_at_the_bound_and_goes_on_from_an_offset() throws IOException {
    Path file = directory.resolve("spool");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(frame(1, 1, "first"));
    bytes.write(frame(1, 2, "second"));
    Files.write(file, bytes.toByteArray());
    try (SpoolReader reader = new SpoolReader(file, 0)) {
      assertEquals(1, reader.read(1).size());
    }
    try (SpoolReader reader = new SpoolReader(file, 18)) {
      Frame second = reader.read(100).get(0);
      assertEquals("second", new String(second.payload(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void what_is_no_frame_is_named_with_its_offset() throws IOException {
    Path file = directory.resolve("spool");
    Files.writeString(file, "this was never a frame");
    try (SpoolReader reader = new SpoolReader(file, 0)) {
      EnergyOpsException refused =
          assertThrows(EnergyOpsException.class, () -> reader.read(Long.MAX_VALUE));
      assertEquals(ErrorCode.SPOOL_DAMAGED, refused.code());
      assertTrue(refused.getMessage().contains("offset 0"), refused.getMessage());
    }
  }

  @Property(tries = 60)
  void a_spool_that_grows_byte_by_byte_gives_each_frame_once(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 40) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 17) int step)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> written = new ArrayList<>();
    for (int length : lengths) {
      String text = "x".repeat(length - 1) + written.size();
      written.add(text);
      bytes.write(frame(1 + written.size() % 2, written.size(), text));
    }
    byte[] all = bytes.toByteArray();
    Path file = Files.createTempFile("spool", ".bin");
    List<String> read = new ArrayList<>();
    try (SpoolReader reader = new SpoolReader(file, 0)) {
      for (int size = 0; size < all.length + step; size += step) {
        Files.write(file, Arrays.copyOf(all, Math.min(size, all.length)));
        reader
            .read(Long.MAX_VALUE)
            .forEach(f -> read.add(new String(f.payload(), StandardCharsets.UTF_8)));
      }
    } finally {
      Files.delete(file);
    }
    assertEquals(written, read);
  }
}
