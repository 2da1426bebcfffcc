package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageDamagedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalBackendTest {

  private static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123Z");
  private static final StorageKey KEY = StorageKey.of("run/1/out.csv");

  @TempDir private Path root;
  private StorageBackend storage;

  @BeforeEach
  void open() {
    storage = builder(root).clock(Clock.fixed(NOW, ZoneOffset.UTC)).open();
  }

  LocalStorage.Builder builder(Path place) {
    return LocalStorage.builder(place);
  }

  private static ObjectSource text(String content) {
    return ObjectSource.of(content.getBytes(StandardCharsets.UTF_8));
  }

  private String read(StorageKey key, ByteRange range) throws IOException {
    try (InputStream in = storage.open(key, range)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Nested
  class Writing {

    @Test
    void what_was_written_is_described_and_read() throws IOException {
      StoredObject stored = storage.save(KEY, text("abc").withContentType("text/csv"));

      assertEquals(3, stored.size());
      assertEquals(NOW, stored.modifiedAt());
      assertEquals(Optional.of("text/csv"), stored.contentType());
      assertEquals(
          Optional.of("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
          stored.sha256());
      assertEquals(Optional.of(stored), storage.stat(KEY));
      assertEquals("abc", read(KEY, ByteRange.all()));
    }

    @Test
    void a_later_write_replaces_content_and_description_together() throws IOException {
      StoredObject first = storage.save(KEY, text("first").withContentType("text/plain"));
      StoredObject second = storage.save(KEY, text("second, longer"));

      assertNotEquals(first.version(), second.version());
      assertEquals(Optional.of(second), storage.stat(KEY));
      assertEquals(Optional.empty(), second.contentType());
      assertEquals("second, longer", read(KEY, ByteRange.all()));
    }

    @Test
    void an_empty_object_is_an_object() throws IOException {
      storage.save(KEY, text(""));

      assertEquals(0, storage.stat(KEY).orElseThrow().size());
      assertEquals("", read(KEY, ByteRange.all()));
      assertEquals(List.of(KEY.value()), storage.list("run/"));
    }

    @Test
    void content_larger_than_the_buffer_comes_back_byte_by_byte() {
      byte[] large = new byte[300_001];
      for (int i = 0; i < large.length; i++) {
        large[i] = (byte) (i * 31);
      }

      storage.save("large", large);

      assertArrayEquals(large, storage.read("large"));
    }

    @Test
    void a_reader_keeps_the_version_that_it_opened() throws IOException {
      storage.save(KEY, text("first"));
      try (InputStream in = storage.open(KEY, ByteRange.all())) {
        storage.save(KEY, text("second"));
        storage.delete(KEY);

        assertEquals("first", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  @Nested
  class Conditions {

    @Test
    void if_absent_creates_once() throws IOException {
      storage.save(KEY, text("first"), WriteCondition.ifAbsent());

      StorageAlreadyExistsException e =
          assertThrows(
              StorageAlreadyExistsException.class,
              () -> storage.save(KEY, text("second"), WriteCondition.ifAbsent()));

      assertEquals(KEY, e.key());
      assertEquals("first", read(KEY, ByteRange.all()));
      assertEquals(1, Trees.files(root).size());
    }

    @Test
    void if_absent_creates_again_after_a_delete() throws IOException {
      storage.save(KEY, text("first"), WriteCondition.ifAbsent());
      storage.delete(KEY);
      storage.save(KEY, text("second"), WriteCondition.ifAbsent());

      assertEquals("second", read(KEY, ByteRange.all()));
    }

    @Test
    void a_condition_that_cannot_be_checked_is_refused_before_the_source_is_opened() {
      ObjectSource untouched =
          () -> {
            throw new AssertionError("opened");
          };

      UnsupportedCapabilityException e =
          assertThrows(
              UnsupportedCapabilityException.class,
              () -> storage.save(KEY, untouched, WriteCondition.ifMatch("v")));

      assertEquals(Capability.IF_MATCH, e.capability());
      assertFalse(storage.capabilities().contains(Capability.IF_MATCH));
      assertTrue(storage.capabilities().contains(Capability.IF_ABSENT));
      assertEquals(List.of(), Trees.files(root));
    }
  }

  @Nested
  class Ranges {

    @ParameterizedTest
    @CsvSource({
      "0, 10, 0123456789",
      "0, 3, 012",
      "4, 2, 45",
      "8, 100, 89",
      "10, 5, ''",
      "99, 5, ''",
      "3, 0, ''"
    })
    void only_the_asked_bytes_are_read(long offset, long length, String expected)
        throws IOException {
      storage.save(KEY, text("0123456789").withContentType("text/plain"));

      assertEquals(expected, read(KEY, ByteRange.of(offset, length)));
    }

    @Test
    void a_range_to_the_end_stops_before_the_metadata() throws IOException {
      storage.save(KEY, text("0123456789").withContentType("text/plain"));

      try (InputStream in = storage.open(KEY, ByteRange.from(2))) {
        assertEquals(5, in.skip(5));
        assertEquals('7', in.read());
        assertEquals(2, in.available());
        assertEquals(2, in.skip(50));
        assertEquals(-1, in.read());
      }
    }
  }

  @Nested
  class Deleting {

    @Test
    void a_missing_key_is_no_failure() {
      assertFalse(storage.delete(KEY));
      assertFalse(storage.delete("run"));
      assertThrows(StorageNotFoundException.class, () -> storage.open(KEY, ByteRange.all()));
      assertEquals(Optional.empty(), storage.stat(KEY));
    }

    @Test
    void empty_folders_go_with_the_last_object() {
      storage.save(KEY, text("x"));
      storage.save("run/2", new byte[0]);

      assertTrue(storage.delete(KEY));
      assertEquals(List.of("run/2"), storage.list(""));
      assertTrue(storage.delete("run/2"));
      assertEquals(0, Trees.entries(root));
    }

    @Test
    void a_key_and_keys_below_it_live_side_by_side() { // S-04
      storage.save("a/b", new byte[] {2});
      storage.save("a", new byte[] {1});
      storage.save("a/b/c", new byte[] {3});

      assertEquals(List.of("a", "a/b", "a/b/c"), storage.list("a"));
      assertTrue(storage.delete("a"));
      assertEquals(List.of("a/b", "a/b/c"), storage.list("a"));
      assertTrue(storage.delete("a/b"));
      assertArrayEquals(new byte[] {3}, storage.read("a/b/c"));
    }
  }

  @Nested
  class Damage {

    @Test
    void a_file_that_was_cut_off_is_reported_and_can_be_deleted() throws IOException {
      storage.save("a", "some content".getBytes(StandardCharsets.UTF_8));
      storage.save("b", new byte[0]);
      Path file = root.resolve("a");
      byte[] whole = Files.readAllBytes(file);
      for (int length : new int[] {0, 5, 40, whole.length - 1}) {
        Files.write(file, Arrays.copyOf(whole, length));

        assertThrows(StorageDamagedException.class, () -> storage.exists("a"), "at " + length);
      }
      assertEquals(List.of("b"), storage.list(""));
      assertTrue(storage.delete("a"));
    }

    @Test
    void changed_metadata_is_reported() throws IOException {
      storage.save(KEY, text("some content").withContentType("text/plain"));
      Path file = root.resolve(Trees.files(root).get(0));
      byte[] whole = Files.readAllBytes(file);
      for (int i = "some content".length(); i < whole.length; i++) {
        byte[] changed = whole.clone();
        changed[i] ^= 1;
        Files.write(file, changed);

        assertThrows(StorageDamagedException.class, () -> storage.stat(KEY), "at byte " + i);
      }
    }
  }

  @Nested
  class Closing {

    @Test
    void a_closed_backend_refuses_everything_but_its_health() {
      storage.save(KEY, text("x"));

      storage.close();
      storage.close();

      assertThrows(StorageClosedException.class, () -> storage.save(KEY, text("y")));
      assertThrows(StorageClosedException.class, () -> storage.open(KEY, ByteRange.all()));
      assertThrows(StorageClosedException.class, () -> storage.stat(KEY));
      assertThrows(StorageClosedException.class, () -> storage.delete(KEY));
      assertThrows(StorageClosedException.class, () -> storage.deleteAll(List.of(KEY)));
      assertThrows(StorageClosedException.class, () -> storage.list(ListRequest.of("")));
      assertEquals(HealthState.Level.DOWN, storage.health().level());
    }

    @Test
    void a_stream_outlives_the_close() throws IOException {
      storage.save(KEY, text("x"));
      try (InputStream in = storage.open(KEY, ByteRange.all())) {
        storage.close();

        assertEquals('x', in.read());
      }
    }

    @Test
    void objects_outlive_the_backend() throws IOException {
      StoredObject stored = storage.save(KEY, text("x"));
      storage.close();
      open();

      assertEquals(Optional.of(stored), storage.stat(KEY));
    }
  }

  @Test
  void health_leaves_nothing_behind() {
    assertNotEquals(HealthState.Level.DOWN, storage.health().level());
    assertEquals(List.of(), Trees.files(root));
  }
}
