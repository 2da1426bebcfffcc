package io.energyops.storage.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader gets the bytes of one version or an exception, never less as if it were all. */
@Timeout(120)
class BrokenReadsTest {

  private static final StorageKey KEY = StorageKey.of("a");
  private static final byte[] CONTENT = Contents.random(1 << 20, 1);

  private final String bucket = Buckets.create();
  private final FaultProxy proxy = FaultProxy.before(Buckets.endpoint());
  private final StorageBackend direct = Buckets.at(bucket).open();
  private final StorageBackend storage = Buckets.impatient(proxy.endpoint(), bucket).open();

  @BeforeEach
  void store() {
    direct.save(KEY, ObjectSource.of(CONTENT));
  }

  @AfterEach
  void close() {
    storage.close();
    direct.close();
    proxy.close();
  }

  @Test
  void an_answer_that_breaks_off_is_taken_up_again_where_it_ended() {
    proxy.next(1, Requests::isGet, e -> e.truncate(300_000));
    proxy.next(1, Requests::isGet, e -> e.truncate(0));
    proxy.next(1, Requests::isGet, e -> e.truncate(5));
    assertArrayEquals(CONTENT, storage.read("a"));
    assertEquals(4, proxy.count(Requests::isGet));
  }

  @Test
  void a_range_that_breaks_off_is_taken_up_again_within_it() throws IOException {
    proxy.next(1, Requests::isGet, e -> e.truncate(1000));
    try (StoredContent read = storage.open(KEY, ByteRange.of(500_000, 10_000))) {
      assertArrayEquals(Arrays.copyOfRange(CONTENT, 500_000, 510_000), read.readAllBytes());
    }
  }

  @Test
  void an_answer_that_never_goes_on_fails_and_does_not_end() throws IOException {
    proxy.next(1, Requests::isGet, e -> e.truncate(300_000));
    proxy.always(Requests::isGet, e -> e.truncate(0));
    try (StoredContent read = storage.open(KEY, ByteRange.all())) {
      assertThrows(IOException.class, read::readAllBytes);
    }
    assertTrue(proxy.count(Requests::isGet) < 10);
    assertThrows(StorageUnavailableException.class, () -> storage.read("a"));
  }

  @Test
  void the_rest_of_another_version_is_not_given() throws IOException {
    proxy.next(
        1,
        Requests::isGet,
        e -> {
          e.truncate(300_000);
          direct.save(KEY, ObjectSource.of(Contents.random(1 << 20, 2)));
        });
    try (StoredContent read = storage.open(KEY, ByteRange.all())) {
      assertThrows(IOException.class, read::readAllBytes);
    }
  }

  @Test
  void a_byte_that_changed_on_the_way_is_noticed() throws IOException {
    proxy.next(1, Requests::isGet, Exchange::damage);
    try (StoredContent read = storage.open(KEY, ByteRange.all())) {
      IOException e = assertThrows(IOException.class, read::readAllBytes);
      assertTrue(e.getMessage().contains("checksum"), e.getMessage());
    }
  }

  @Test
  void silence_in_the_middle_ends_in_time() throws IOException {
    proxy.always(Requests::isGet, Exchange::fallSilent);
    assertThrows(StorageUnavailableException.class, () -> storage.open(KEY, ByteRange.all()));
  }

  @Test
  void an_interrupted_reader_hears_of_it_and_keeps_its_flag() throws IOException {
    try (StoredContent read = storage.open(KEY, ByteRange.all())) {
      read.readNBytes(10);
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, () -> read.readNBytes(1 << 20));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void an_interrupted_caller_hears_of_it_and_keeps_its_flag() {
    Thread.currentThread().interrupt();
    assertThrows(StorageInterruptedException.class, () -> storage.stat(KEY));
    assertTrue(Thread.interrupted());
    Thread.currentThread().interrupt();
    assertThrows(StorageInterruptedException.class, () -> storage.save("b", new byte[1]));
    assertTrue(Thread.interrupted());
    Thread.currentThread().interrupt();
    assertThrows(StorageInterruptedException.class, () -> storage.deleteAll(List.of(KEY)));
    assertTrue(Thread.interrupted());
    assertEquals(List.of("a"), direct.list(""));
  }

  @Test
  void a_failing_server_is_no_missing_object() {
    proxy.always(r -> true, e -> e.answer(503, ""));
    assertThrows(StorageUnavailableException.class, () -> storage.exists("a"));
    assertThrows(StorageUnavailableException.class, () -> storage.delete("a"));
    assertThrows(StorageUnavailableException.class, () -> storage.list(""));
    assertEquals(Set.of(KEY), storage.deleteAll(List.of(KEY)).failed().keySet());
    proxy.heal();
    proxy.always(r -> true, e -> e.answer(403, ""));
    assertThrows(StorageAccessDeniedException.class, () -> storage.exists("a"));
    assertThrows(StorageAccessDeniedException.class, () -> storage.read("a"));
    assertTrue(direct.exists("a"));
  }

  @Test
  void a_missing_bucket_is_no_missing_object() {
    direct.delete(KEY);
    Buckets.SDK.deleteBucket(r -> r.bucket(bucket));
    assertThrows(StorageUnavailableException.class, () -> storage.exists("a"));
    assertThrows(StorageUnavailableException.class, () -> storage.read("a"));
    assertThrows(StorageUnavailableException.class, () -> storage.delete("a"));
    assertThrows(StorageUnavailableException.class, () -> storage.list(""));
    assertThrows(StorageUnavailableException.class, () -> storage.save("a", new byte[1]));
  }

  @Test
  void a_bulk_delete_tells_which_keys_failed() {
    StorageKey locked = StorageKey.of("locked");
    direct.save(locked, ObjectSource.of(new byte[1]));
    proxy.next(
        1,
        r -> r.startsWith("POST "),
        e ->
            e.answer(
                200,
                "<DeleteResult><Error><Key>locked</Key><Code>AccessDenied</Code>"
                    + "<Message>no</Message></Error></DeleteResult>"));
    var result = storage.deleteAll(List.of(KEY, locked));
    assertFalse(result.isComplete());
    assertEquals(Set.of(KEY), result.deleted());
    assertEquals(StorageAccessDeniedException.class, result.failed().get(locked).getClass());
  }

  @Test
  void a_server_without_bulk_delete_is_asked_one_by_one() {
    proxy.always(r -> r.startsWith("POST "), e -> e.answer(501, ""));
    StorageKey missing = StorageKey.of("missing");
    var result = storage.deleteAll(List.of(KEY, missing));
    assertEquals(Set.of(KEY, missing), result.deleted());
    assertFalse(direct.exists("a"));
  }

  @Test
  void a_copy_that_is_answered_by_200_and_an_error_is_no_copy() {
    proxy.always(
        r -> r.startsWith("PUT "),
        e ->
            e.answer(200, "<Error><Code>InternalError</Code><Message>We failed</Message></Error>"));
    StorageKey to = StorageKey.of("to");
    for (WriteCondition condition : List.of(WriteCondition.none(), WriteCondition.ifAbsent())) {
      assertThrows(StorageUnavailableException.class, () -> storage.copy(KEY, to, condition));
    }
    assertFalse(direct.exists("to"));
    assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
  }

  @Test
  void a_server_that_does_not_keep_to_ranges_gives_no_wrong_bytes() throws IOException {
    proxy.always(Requests::isGet, e -> e.without("range:").pass());
    assertThrows(StorageException.class, () -> storage.open(KEY, ByteRange.of(10, 10)));
    try (StoredContent read = storage.open(KEY, ByteRange.of(0, 10))) {
      assertArrayEquals(Arrays.copyOf(CONTENT, 10), read.readAllBytes());
    }
  }
}
