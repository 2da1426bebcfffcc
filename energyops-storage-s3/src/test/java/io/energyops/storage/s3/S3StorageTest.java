package io.energyops.storage.s3;

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
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

class S3StorageTest {

  private static final int PART = PartSize.MIN;

  private final String bucket = Buckets.create();
  private final StorageBackend storage = Buckets.at(bucket).partSize(PART).open();

  @AfterEach
  void close() {
    storage.close();
  }

  @Nested
  class A_saved_object {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 7})
    void is_read_as_it_was_whatever_its_length_and_who_knows_it(int size) {
      byte[] content = Contents.random(size, size);
      StorageKey known = StorageKey.of("known");
      StoredObject saved = storage.save(known, ObjectSource.of(content));
      storage.save(StorageKey.of("unknown"), Contents.ofUnknownLength(content));
      assertEquals(size, saved.size());
      assertArrayEquals(content, storage.read("known"));
      assertArrayEquals(content, storage.read("unknown"));
      assertEquals(Contents.sha256(content), saved.sha256().orElseThrow());
      assertEquals(saved.sha256(), storage.stat(StorageKey.of("unknown")).orElseThrow().sha256());
      StoredObject described = storage.stat(known).orElseThrow();
      assertEquals(saved.version(), described.version());
      assertEquals(size, described.size());
      assertTrue(
          Duration.between(saved.modifiedAt(), described.modifiedAt()).abs().toSeconds() <= 1);
      assertTrue(
          Duration.between(saved.modifiedAt(), Instant.now()).abs().compareTo(Duration.ofMinutes(1))
              < 0);
      assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a",
          "a b+c%2B%20d&e=f?g#h",
          "Größe/日本語/\uD83D\uDE00/a\uFFFD",
          "ein'\"<>&;/.hidden/..x/~",
          "a/b/c/d/e/f.txt",
          "x\u2028y\uFFFF",
          "con/aux.txt"
        })
    void keeps_its_key(String key) {
      storage.save(key, new byte[] {1, 2});
      assertArrayEquals(new byte[] {1, 2}, storage.read(key));
      assertEquals(List.of(key), storage.list(""));
      assertEquals(List.of(key), storage.list(key));
      assertTrue(storage.exists(key));
      storage.copy(StorageKey.of(key), StorageKey.of("copy"), WriteCondition.none());
      storage.copy(StorageKey.of(key), StorageKey.of("copy 2"), WriteCondition.ifAbsent());
      assertArrayEquals(new byte[] {1, 2}, storage.read("copy"));
      assertArrayEquals(new byte[] {1, 2}, storage.read("copy 2"));
      BulkDeleteResult result = storage.deleteAll(List.of(StorageKey.of(key)));
      assertTrue(result.isComplete());
      assertFalse(storage.exists(key));
    }

    @Test
    void may_have_a_key_of_1024_bytes() {
      String key = "ä".repeat(512);
      storage.save(key, new byte[3]);
      assertEquals(List.of(key), storage.list("ä"));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, PART + 10})
    void keeps_its_content_type_and_has_none_when_none_was_given(int size) {
      ObjectSource source = ObjectSource.of(new byte[size]);
      StorageKey typed = StorageKey.of("typed");
      StorageKey untyped = StorageKey.of("untyped");
      for (String type : List.of("text/csv; charset=utf-8", "binary/octet-stream")) {
        assertEquals(
            type, storage.save(typed, source.withContentType(type)).contentType().orElseThrow());
        assertEquals(type, storage.stat(typed).orElseThrow().contentType().orElseThrow());
      }
      assertTrue(storage.save(untyped, source).contentType().isEmpty());
      assertTrue(storage.stat(untyped).orElseThrow().contentType().isEmpty());
    }

    @Test
    void of_others_is_read_with_its_own_content_type() {
      Buckets.SDK.putObject(
          r -> r.bucket(bucket).key("theirs").contentType("text/plain"),
          RequestBody.fromString("x"));
      StoredObject theirs = storage.stat(StorageKey.of("theirs")).orElseThrow();
      assertEquals("text/plain", theirs.contentType().orElseThrow());
      assertTrue(theirs.sha256().isEmpty());
    }

    @Test
    void refuses_a_content_type_that_would_be_a_header_of_its_own() {
      ObjectSource source =
          new ObjectSource() {
            @Override
            public InputStream open() {
              return InputStream.nullInputStream();
            }

            @Override
            public Optional<String> contentType() {
              return Optional.of("a\r\nx-amz-acl: public-read");
            }
          };
      StorageException e =
          assertThrows(StorageException.class, () -> storage.save(StorageKey.of("a"), source));
      assertEquals(StorageErrorCode.INVALID_ARGUMENT, e.code());
    }
  }

  @Nested
  class Reading_a_range {

    private final byte[] content = "0123456789".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
      "0, 9223372036854775807, 0123456789",
      "0, 3, 012",
      "3, 4, 3456",
      "3, 9223372036854775807, 3456789",
      "8, 100, 89",
      "9, 1, 9",
      "10, 1, ''",
      "11, 5, ''",
      "9223372036854775807, 9223372036854775807, ''",
      "0, 0, ''",
      "5, 0, ''"
    })
    void gives_what_is_there_of_it(long offset, long length, String expected) throws IOException {
      StoredObject saved = storage.save(StorageKey.of("a"), ObjectSource.of(content));
      try (StoredContent read = storage.open(StorageKey.of("a"), ByteRange.of(offset, length))) {
        assertEquals(expected, new String(read.readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(10, read.object().size());
        assertEquals(saved.version(), read.object().version());
        assertEquals(saved.sha256(), read.object().sha256());
        assertEquals(-1, read.read());
      }
    }

    @Test
    void of_an_empty_object_gives_nothing() throws IOException {
      storage.save("a", new byte[0]);
      for (ByteRange range : List.of(ByteRange.all(), ByteRange.of(0, 5), ByteRange.from(3))) {
        try (StoredContent read = storage.open(StorageKey.of("a"), range)) {
          assertEquals(-1, read.read());
          assertEquals(0, read.object().size());
        }
      }
    }

    @Test
    void of_a_missing_object_says_so_even_when_no_byte_is_asked_for() {
      StorageKey missing = StorageKey.of("missing");
      for (ByteRange range : List.of(ByteRange.all(), ByteRange.of(0, 0), ByteRange.of(5, 1))) {
        assertThrows(StorageNotFoundException.class, () -> storage.open(missing, range));
      }
    }

    @Test
    void keeps_to_one_version_while_another_is_written() throws IOException {
      byte[] old = Contents.random(3 << 20, 1);
      storage.save("a", old);
      try (StoredContent read = storage.open(StorageKey.of("a"), ByteRange.all())) {
        byte[] front = read.readNBytes(1000);
        storage.save("a", new byte[5]);
        try {
          byte[] rest = read.readAllBytes();
          assertEquals(old.length, front.length + rest.length);
          assertEquals(Contents.sha256(old), read.object().sha256().orElseThrow());
          assertEquals(old[old.length - 1], rest[rest.length - 1]);
        } catch (IOException replaced) {
          // Allowed: never wrong bytes.
        }
      }
    }

    @Test
    void leaves_many_streams_open_without_holding_up_other_calls() throws IOException {
      storage.save("a", Contents.random(1 << 20, 1));
      List<StoredContent> open = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        open.add(storage.open(StorageKey.of("a"), ByteRange.all()));
      }
      assertTrue(storage.exists("a"));
      for (StoredContent content : open) {
        content.close();
      }
    }
  }

  @Nested
  class Conditions {

    @ParameterizedTest
    @ValueSource(ints = {3, PART + 3})
    void let_only_a_new_object_in(int size) {
      StorageKey key = StorageKey.of("a");
      byte[] first = Contents.random(size, 1);
      storage.save(key, ObjectSource.of(first), WriteCondition.ifAbsent());
      StorageException e =
          assertThrows(
              StorageException.class,
              () ->
                  storage.save(
                      key, ObjectSource.of(Contents.random(size, 2)), WriteCondition.ifAbsent()));
      assertEquals(StorageErrorCode.ALREADY_EXISTS, e.code());
      assertArrayEquals(first, storage.read("a"));
      assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, PART + 3})
    void replace_only_the_version_that_was_read(int size) {
      StorageKey key = StorageKey.of("a");
      String first = storage.save(key, ObjectSource.of(Contents.random(size, 1))).version();
      byte[] second = Contents.random(size, 2);
      StoredObject replaced =
          storage.save(key, ObjectSource.of(second), WriteCondition.ifMatch(first));
      assertNotEquals(first, replaced.version());
      for (String wrong : List.of(first, "no such version", "a\r\nb", "*", "")) {
        StorageException e =
            assertThrows(
                StorageException.class,
                () ->
                    storage.save(
                        key, ObjectSource.of(new byte[size]), WriteCondition.ifMatch(wrong)));
        assertEquals(StorageErrorCode.VERSION_MISMATCH, e.code());
      }
      assertArrayEquals(second, storage.read("a"));
      assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, PART + 3})
    void do_not_replace_what_is_missing(int size) {
      StorageException e =
          assertThrows(
              StorageException.class,
              () ->
                  storage.save(
                      StorageKey.of("missing"),
                      ObjectSource.of(new byte[size]),
                      WriteCondition.ifMatch("d41d8cd98f00b204e9800998ecf8427e")));
      assertEquals(StorageErrorCode.VERSION_MISMATCH, e.code());
      assertFalse(storage.exists("missing"));
      assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
    }
  }

  @Nested
  class Deleting {

    @Test
    void tells_whether_the_object_was_there_and_leaves_the_one_below() {
      storage.save("a", new byte[1]);
      storage.save("a/b", new byte[2]);
      assertTrue(storage.delete("a"));
      assertFalse(storage.delete("a"));
      assertEquals(List.of("a/b"), storage.list(""));
    }

    @Test
    void of_more_than_a_batch_takes_each_of_them() {
      List<StorageKey> keys =
          IntStream.range(0, 1005).mapToObj(i -> StorageKey.of("many/" + i)).toList();
      List<StorageKey> there = List.of(keys.get(0), keys.get(999), keys.get(1000), keys.get(1004));
      there.forEach(key -> storage.save(key, ObjectSource.of(new byte[1])));
      storage.save("many/kept", new byte[1]);
      List<StorageKey> twice = new ArrayList<>(keys);
      twice.add(keys.get(3));
      BulkDeleteResult result = storage.deleteAll(twice);
      assertTrue(result.isComplete());
      // S3 does not tell which were there.
      assertEquals(Set.copyOf(keys), result.deleted());
      assertEquals(List.of("many/kept"), storage.list("many/"));
      assertEquals(Set.of(), storage.deleteAll(List.of()).deleted());
    }
  }

  @Nested
  class Copying {

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 2 * PART + 5})
    void takes_content_type_and_checksum_along_under_any_condition(int size) {
      StorageBackend small = copyingInParts();
      byte[] content = Contents.random(size, 3);
      StorageKey from = StorageKey.of("from ü");
      small.save(from, ObjectSource.of(content).withContentType("text/csv"));
      StoredObject other = small.save(StorageKey.of("c"), ObjectSource.of(new byte[9]));
      for (StoredObject copy :
          List.of(
              small.copy(from, StorageKey.of("a"), WriteCondition.none()),
              small.copy(from, StorageKey.of("b"), WriteCondition.ifAbsent()),
              small.copy(from, StorageKey.of("c"), WriteCondition.ifMatch(other.version())))) {
        StoredObject described = small.stat(copy.key()).orElseThrow();
        assertEquals(described.version(), copy.version());
        assertEquals(size, copy.size());
        assertEquals("text/csv", copy.contentType().orElseThrow());
        assertEquals("text/csv", described.contentType().orElseThrow());
        assertEquals(Contents.sha256(content), copy.sha256().orElseThrow());
        assertEquals(Contents.sha256(content), described.sha256().orElseThrow());
        assertArrayEquals(content, small.read(copy.key().value()));
      }
      assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 2 * PART + 5})
    void changes_nothing_when_the_condition_does_not_hold(int size) {
      StorageBackend small = copyingInParts();
      StorageKey from = StorageKey.of("from");
      StorageKey to = StorageKey.of("to");
      small.save(from, ObjectSource.of(new byte[size]));
      small.save(to, ObjectSource.of(new byte[] {7}));
      assertEquals(
          StorageErrorCode.ALREADY_EXISTS,
          assertThrows(
                  StorageException.class, () -> small.copy(from, to, WriteCondition.ifAbsent()))
              .code());
      assertEquals(
          StorageErrorCode.VERSION_MISMATCH,
          assertThrows(
                  StorageException.class,
                  () -> small.copy(from, to, WriteCondition.ifMatch("other")))
              .code());
      assertArrayEquals(new byte[] {7}, small.read("to"));
      assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
    }

    @Test
    void of_what_is_missing_or_onto_itself_is_refused() {
      StorageKey a = StorageKey.of("a");
      for (WriteCondition condition : List.of(WriteCondition.none(), WriteCondition.ifAbsent())) {
        assertThrows(
            StorageNotFoundException.class,
            () -> storage.copy(StorageKey.of("missing"), a, condition));
        StorageException e =
            assertThrows(StorageException.class, () -> storage.copy(a, a, condition));
        assertEquals(StorageErrorCode.INVALID_ARGUMENT, e.code());
      }
      assertEquals(List.of(), storage.list(""));
    }

    @Test
    void takes_what_others_noted_along() {
      Buckets.SDK.putObject(
          r -> r.bucket(bucket).key("theirs").contentType("text/x").metadata(Map.of("n", "v")),
          RequestBody.fromString("x"));
      StorageKey copy = StorageKey.of("copy");
      storage.copy(StorageKey.of("theirs"), copy, WriteCondition.ifAbsent());
      assertEquals("text/x", storage.stat(copy).orElseThrow().contentType().orElseThrow());
      assertEquals(
          "v", Buckets.SDK.headObject(r -> r.bucket(bucket).key("copy")).metadata().get("n"));
    }

    private StorageBackend copyingInParts() {
      S3Storage.Builder builder = Buckets.at(bucket).partSize(PART);
      builder.copyPartBytes = PART;
      return builder.open();
    }
  }

  @Nested
  class The_backend {

    @Test
    void declares_what_it_does_and_refuses_to_move() {
      assertEquals(
          Set.of(
              Capability.SHA256,
              Capability.CONTENT_TYPE,
              Capability.COPY,
              Capability.IF_ABSENT,
              Capability.IF_MATCH),
          storage.capabilities());
      assertThrows(
          UnsupportedCapabilityException.class,
          () -> storage.move(StorageKey.of("a"), StorageKey.of("b"), WriteCondition.none()));
    }

    @Test
    void refuses_conditions_that_it_does_not_declare_before_it_opens_the_source() {
      StorageBackend plain = Buckets.at(bucket).conditionalWrites(ConditionalWrites.NONE).open();
      ObjectSource untouched =
          () -> {
            throw new AssertionError("opened");
          };
      for (WriteCondition condition :
          List.of(WriteCondition.ifAbsent(), WriteCondition.ifMatch("x"))) {
        assertThrows(
            UnsupportedCapabilityException.class,
            () -> plain.save(StorageKey.of("a"), untouched, condition));
        assertThrows(
            UnsupportedCapabilityException.class,
            () -> plain.copy(StorageKey.of("a"), StorageKey.of("b"), condition));
      }
    }

    @Test
    void names_its_bucket_and_place_and_answers_about_its_health() {
      assertEquals("s3 bucket " + bucket + " at " + Buckets.endpoint(), storage.toString());
      assertEquals(HealthState.Level.UP, storage.health().level());
      Buckets.SDK.deleteBucket(r -> r.bucket(bucket));
      assertEquals(HealthState.Level.DOWN, storage.health().level());
    }

    @Test
    void sees_only_what_is_below_its_prefix() {
      StorageBackend below = Buckets.at(bucket).prefix("app1/files").open();
      storage.save("app1/file", new byte[1]);
      storage.save("app1/files-2/x", new byte[1]);
      below.save("x/y", new byte[] {4});
      assertEquals(List.of("x/y"), below.list(""));
      assertEquals(List.of("x/y"), below.list("x"));
      assertArrayEquals(new byte[] {4}, storage.read("app1/files/x/y"));
      assertTrue(below.deleteAll(List.of(StorageKey.of("x/y"))).isComplete());
      assertEquals(List.of("app1/file", "app1/files-2/x"), storage.list(""));
      assertThrows(InvalidKeyException.class, () -> below.save("k".repeat(1024), new byte[1]));
    }

    @Test
    void does_nothing_after_its_close_and_closes_twice() {
      storage.close();
      storage.close();
      StorageKey key = StorageKey.of("a");
      assertThrows(StorageClosedException.class, () -> storage.stat(key));
      assertThrows(StorageClosedException.class, () -> storage.open(key, ByteRange.all()));
      assertThrows(StorageClosedException.class, () -> storage.list(""));
      assertThrows(StorageClosedException.class, () -> storage.delete(key));
      assertThrows(StorageClosedException.class, () -> storage.deleteAll(List.of(key)));
      assertThrows(StorageClosedException.class, () -> storage.save("a", new byte[1]));
      assertThrows(
          StorageClosedException.class,
          () -> storage.copy(key, StorageKey.of("b"), WriteCondition.none()));
      assertEquals(HealthState.Level.DOWN, storage.health().level());
    }

    @Test
    void ends_a_write_under_way_as_if_it_were_not_closed() {
      byte[] content = Contents.random(2 * PART + 1, 5);
      ObjectSource closing =
          () -> {
            storage.close();
            return ObjectSource.of(content).open();
          };
      StoredObject saved = storage.save(StorageKey.of("a"), closing);
      assertEquals(content.length, saved.size());
      assertEquals(Contents.sha256(content), saved.sha256().orElseThrow());
    }
  }
}
