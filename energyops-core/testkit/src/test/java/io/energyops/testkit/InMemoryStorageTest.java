package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.BulkDeleteResult;
import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryStorageTest {

  private static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123Z");
  private static final StorageKey KEY = StorageKey.of("run/1/out.csv");

  private final FakeClock clock = FakeClock.at(NOW);
  private final InMemoryStorage storage = InMemoryStorage.create(clock);

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
      clock.advance(Duration.ofSeconds(1));
      StoredObject second = storage.save(KEY, text("second, longer"));

      assertNotEquals(first.version(), second.version());
      assertEquals(NOW.plusSeconds(1), second.modifiedAt());
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
    void a_reader_keeps_the_version_that_it_opened() throws IOException {
      storage.save(KEY, text("first"));
      try (InputStream in = storage.open(KEY, ByteRange.all())) {
        storage.save(KEY, text("second"));
        storage.delete(KEY);

        assertEquals("first", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }

    @Test
    void what_the_caller_does_to_its_bytes_later_changes_nothing() {
      byte[] mine = {1, 2};
      storage.save("a", mine);
      mine[0] = 9;
      storage.content("a").orElseThrow()[1] = 9;

      assertArrayEquals(new byte[] {1, 2}, storage.read("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "a/../b", "e\u0301", "a\u0000b", "a/%2e%2e/b"})
    void a_key_that_breaks_the_rules_is_refused(String key) { // S-01, S-02
      assertThrows(InvalidKeyException.class, () -> storage.save(key, new byte[1]));
      assertEquals(0, storage.size());
    }
  }

  @Nested
  class Sources {

    @Test
    void a_source_that_fails_leaves_what_was_there() {
      storage.save(KEY, text("before"));
      InputStream head = new ByteArrayInputStream(new byte[] {'x', 'y'});
      ObjectSource broken = () -> new SequenceInputStream(head, new BrokenStream());

      assertThrows(SourceFailedException.class, () -> storage.save(KEY, broken));

      assertEquals("before", new String(storage.read(KEY.value()), StandardCharsets.UTF_8));
    }

    @Test
    void another_size_than_promised_is_refused() {
      ObjectSource liar =
          new ObjectSource() {
            @Override
            public InputStream open() {
              return new ByteArrayInputStream(new byte[3]);
            }

            @Override
            public OptionalLong size() {
              return OptionalLong.of(4);
            }
          };

      SourceFailedException e =
          assertThrows(SourceFailedException.class, () -> storage.save(KEY, liar));

      assertTrue(e.getMessage().contains("3 bytes"), e.getMessage());
      assertEquals(List.of(), storage.keys());
    }

    @Test
    void a_save_that_breaks_off_opens_its_source_again() throws IOException {
      AtomicInteger opened = new AtomicInteger();
      ObjectSource counted =
          () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(new byte[] {'o', 'k'});
          };
      storage.breakOffNextSave();
      storage.save(KEY, counted);
      assertEquals(2, opened.get());
      assertEquals("ok", read(KEY, ByteRange.all()));

      InputStream once = new ByteArrayInputStream(new byte[] {'o', 'k'});
      storage.breakOffNextSave();
      storage.save(KEY, () -> once);
      assertEquals("k", read(KEY, ByteRange.all()), "a stream that is handed out twice loses");
    }
  }

  @Nested
  class Conditions {

    @Test
    void if_absent_creates_once_and_again_after_a_delete() throws IOException {
      storage.save(KEY, text("first"), WriteCondition.ifAbsent());
      StorageAlreadyExistsException e =
          assertThrows(
              StorageAlreadyExistsException.class,
              () -> storage.save(KEY, text("second"), WriteCondition.ifAbsent()));
      assertEquals(KEY, e.key());
      assertEquals("first", read(KEY, ByteRange.all()));

      storage.delete(KEY);
      storage.save(KEY, text("third"), WriteCondition.ifAbsent());
      assertEquals("third", read(KEY, ByteRange.all()));
    }

    @Test
    void if_match_replaces_only_the_version_that_was_read() throws IOException {
      String old = storage.save(KEY, text("first")).version();
      storage.save(KEY, text("second"), WriteCondition.ifMatch(old));

      StorageConflictException e =
          assertThrows(
              StorageConflictException.class,
              () -> storage.save(KEY, text("third"), WriteCondition.ifMatch(old)));

      assertEquals(StorageErrorCode.VERSION_MISMATCH, e.code());
      assertEquals("second", read(KEY, ByteRange.all()));
      storage.delete(KEY);
      assertThrows(
          StorageConflictException.class,
          () -> storage.save(KEY, text("third"), WriteCondition.ifMatch(old)));
    }

    @Test
    void a_condition_that_cannot_be_checked_is_refused_before_the_source_is_opened() {
      ObjectSource untouched =
          () -> {
            throw new AssertionError("opened");
          };
      InMemoryStorage poor = InMemoryStorage.create(clock, Set.of());

      for (WriteCondition condition :
          List.of(WriteCondition.ifAbsent(), WriteCondition.ifMatch("v"))) {
        assertThrows(
            UnsupportedCapabilityException.class, () -> poor.save(KEY, untouched, condition));
      }
      StoredObject stored = poor.save(KEY, text("x").withContentType("text/plain"));
      assertEquals(Optional.empty(), stored.sha256());
      assertEquals(Optional.empty(), stored.contentType());
      assertEquals(Set.of(Capability.values()), storage.capabilities());
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
      "3, 0, ''",
      "4294967296, 5, ''"
    })
    void only_the_asked_bytes_are_read(long offset, long length, String expected)
        throws IOException {
      storage.save(KEY, text("0123456789"));

      assertEquals(expected, read(KEY, ByteRange.of(offset, length)));
    }
  }

  @Nested
  class Deleting {

    @Test
    void a_missing_key_is_no_failure() {
      assertFalse(storage.delete(KEY));
      assertThrows(StorageNotFoundException.class, () -> storage.open(KEY, ByteRange.all()));
      assertEquals(Optional.empty(), storage.stat(KEY));
    }

    @Test
    void a_key_and_keys_below_it_live_side_by_side() { // S-04
      storage.save("a/b", new byte[] {2});
      storage.save("a", new byte[] {1});

      assertTrue(storage.delete("a"));

      assertEquals(List.of("a/b"), storage.keys());
    }

    @Test
    void a_bulk_delete_tells_what_became_of_each() {
      storage.save("a", new byte[1]);
      storage.save("bad", new byte[1]);
      StorageKey bad = StorageKey.of("bad");
      storage
          .faults()
          .fail(
              StorageOperation.DELETE,
              bad,
              () -> new StorageException(StorageErrorCode.ACCESS_DENIED, "no", null));

      BulkDeleteResult result =
          storage.deleteAll(List.of(StorageKey.of("a"), bad, StorageKey.of("none")));

      assertEquals(Set.of(StorageKey.of("a")), result.deleted());
      assertEquals(Set.of(StorageKey.of("none")), result.missing());
      assertEquals(Set.of(bad), result.failed().keySet());
      assertEquals(List.of("bad"), storage.keys());
    }
  }

  @Nested
  class Listings {

    @Test
    void a_prefix_is_no_folder() { // S-05
      for (String key : List.of("run/1/x", "run/1", "run/10/x", "run/2/x")) {
        storage.save(key, new byte[0]);
      }

      assertEquals(List.of("run/1", "run/1/x", "run/10/x"), storage.list("run/1"));
      assertEquals(List.of("run/1/x"), storage.list("run/1/"));
    }

    @Test
    void a_page_goes_on_behind_a_key_that_was_deleted_meanwhile() {
      for (String key : List.of("a", "b/1", "b/2", "c")) {
        storage.save(key, new byte[0]);
      }
      ListPage first = storage.list(ListRequest.of("").withLimit(2));
      storage.delete("b/1");
      storage.delete("b/2");

      ListPage second = storage.list(ListRequest.of("").after(first.continuation().orElseThrow()));

      assertEquals(List.of("c"), second.objects().stream().map(o -> o.key().value()).toList());
      assertEquals(Optional.empty(), second.continuation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"???", "Li4v", "YQ", "memory.???", "memory.Li4v", ""})
    void a_foreign_continuation_is_refused(String foreign) {
      StorageException e =
          assertThrows(
              StorageException.class, () -> storage.list(ListRequest.of("").after(foreign)));
      assertEquals(StorageErrorCode.INVALID_ARGUMENT, e.code());
    }
  }

  @Nested
  class Closing {

    @Test
    void a_closed_storage_refuses_everything_but_its_health_and_still_shows_what_it_holds() {
      storage.save(KEY, text("x"));
      assertEquals(HealthState.Level.UP, storage.health().level());

      storage.close();
      storage.close();

      assertThrows(StorageClosedException.class, () -> storage.save(KEY, text("y")));
      assertThrows(StorageClosedException.class, () -> storage.open(KEY, ByteRange.all()));
      assertThrows(StorageClosedException.class, () -> storage.stat(KEY));
      assertThrows(StorageClosedException.class, () -> storage.delete(KEY));
      assertThrows(StorageClosedException.class, () -> storage.deleteAll(List.of(KEY)));
      assertThrows(StorageClosedException.class, () -> storage.list(ListRequest.of("")));
      assertEquals(HealthState.Level.DOWN, storage.health().level());
      assertEquals(List.of(KEY.value()), storage.keys());
      assertArrayEquals(new byte[] {'x'}, storage.content(KEY.value()).orElseThrow());
    }

    @Test
    void a_stream_outlives_the_close() throws IOException {
      storage.save(KEY, text("x"));
      try (InputStream in = storage.open(KEY, ByteRange.all())) {
        storage.close();

        assertEquals('x', in.read());
      }
    }
  }

  @Nested
  @Timeout(120)
  class Concurrency {

    private static final int WRITERS = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

    @AfterEach
    void stop() throws InterruptedException {
      threads.shutdownNow();
      assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    }

    private int winners(WriteCondition condition) throws Exception {
      CyclicBarrier start = new CyclicBarrier(WRITERS);
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        byte[] data = {(byte) i};
        calls.add(
            () -> {
              start.await();
              try {
                storage.save(KEY, ObjectSource.of(data), condition);
                return 1;
              } catch (StorageConflictException lost) {
                return 0;
              }
            });
      }
      int winners = 0;
      for (Future<Integer> call : threads.invokeAll(calls)) {
        winners += call.get();
      }
      return winners;
    }

    @Test
    void of_many_conditional_writers_exactly_one_wins() throws Exception {
      for (int round = 0; round < 200; round++) {
        assertEquals(1, winners(WriteCondition.ifAbsent()));
        String version = storage.stat(KEY).orElseThrow().version();
        assertEquals(1, winners(WriteCondition.ifMatch(version)));
        storage.delete(KEY);
      }
    }

    @Test
    void readers_see_whole_versions_while_writers_replace_them() throws Exception {
      List<Callable<Integer>> calls = new ArrayList<>();
      storage.save(KEY, version(0));
      for (int i = 0; i < 4; i++) {
        int writer = i;
        calls.add(
            () -> {
              for (int n = 0; n < 60; n++) {
                storage.save(KEY, version(writer * 60 + n));
              }
              return 1;
            });
        calls.add(
            () -> {
              for (int n = 0; n < 200; n++) {
                byte[] data = storage.read(KEY.value());
                byte[] expected = new byte[1000 + 97 * Byte.toUnsignedInt(data[0])];
                Arrays.fill(expected, data[0]);
                assertArrayEquals(expected, data);
              }
              return 1;
            });
      }
      for (Future<Integer> call : threads.invokeAll(calls)) {
        assertEquals(1, call.get());
      }
    }

    private static ObjectSource version(int n) {
      byte[] data = new byte[1000 + 97 * n];
      Arrays.fill(data, (byte) n);
      return ObjectSource.of(data);
    }
  }

  private static final class BrokenStream extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("the disk is gone");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw new IOException("the disk is gone");
    }
  }
}
