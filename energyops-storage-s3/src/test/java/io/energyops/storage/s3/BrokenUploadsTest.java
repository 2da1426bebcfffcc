package io.energyops.storage.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageFullException;
import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens on the way: the object is as it was or new and whole, and no part stays. */
@Timeout(120)
class BrokenUploadsTest {

  private static final int PART = PartSize.MIN;
  private static final StorageKey KEY = StorageKey.of("a");
  private static final byte[] OLD = Contents.random(1000, 1);
  private static final String ERROR =
      "<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>We failed</Message></Error>";

  private final String bucket = Buckets.create();
  private final FaultProxy proxy = FaultProxy.before(Buckets.endpoint());
  private final StorageBackend direct = Buckets.at(bucket).open();
  private final StorageBackend storage =
      Buckets.impatient(proxy.endpoint(), bucket).partSize(PART).open();

  @BeforeEach
  void store() {
    direct.save(KEY, ObjectSource.of(OLD));
  }

  @AfterEach
  void close() {
    storage.close();
    direct.close();
    proxy.close();
  }

  private void assertAsItWas() {
    assertArrayEquals(OLD, direct.read("a"));
    assertEquals(List.of("a"), direct.list(""));
    assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
  }

  private void assertWritten(byte[] content) {
    assertArrayEquals(content, direct.read("a"));
    assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
  }

  private StorageException failure(int size) {
    return assertThrows(
        StorageException.class,
        () -> storage.save(KEY, Contents.ofUnknownLength(Contents.random(size, 2))));
  }

  @Nested
  class A_put {

    @Test
    void that_meets_503_once_is_sent_again_whole() {
      byte[] content = Contents.random(1 << 20, 3);
      proxy.next(1, Requests::isPut, e -> e.answer(503, ERROR));
      storage.save(KEY, ObjectSource.of(content));
      assertWritten(content);
    }

    @Test
    void that_breaks_off_in_its_body_is_sent_again_whole() {
      byte[] content = Contents.random(1 << 20, 4);
      proxy.next(1, Requests::isPut, e -> e.dropAfter(200_000));
      storage.save(KEY, ObjectSource.of(content));
      assertWritten(content);
    }

    @Test
    void that_meets_503_every_time_is_unavailable_and_tells_when_to_come_back() {
      proxy.always(Requests::isPut, e -> e.answer(503, ERROR, "Retry-After: 1"));
      StorageUnavailableException e =
          assertInstanceOf(StorageUnavailableException.class, failure(10));
      assertEquals(Duration.ofSeconds(1), e.retryAfter().orElseThrow());
      assertEquals(2, proxy.count(Requests::isPut));
      assertTrue(e.getMessage().contains("503"), e.getMessage());
      assertAsItWas();
    }

    @Test
    void that_meets_503_before_its_body_is_read_is_unavailable() {
      proxy.always(Requests::isPut, e -> e.answerEarly(503, ERROR));
      assertInstanceOf(StorageUnavailableException.class, failure(4 << 20));
      assertInstanceOf(StorageUnavailableException.class, failure(10_000));
      assertAsItWas();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504, 429})
    void that_meets_another_passing_answer_is_unavailable(int status) {
      proxy.always(Requests::isPut, e -> e.answer(status, ""));
      assertInstanceOf(StorageUnavailableException.class, failure(10));
      assertAsItWas();
    }

    @Test
    void that_is_refused_says_why() {
      proxy.next(
          1, Requests::isPut, e -> e.answer(403, "<Error><Code>AccessDenied</Code></Error>"));
      assertInstanceOf(StorageAccessDeniedException.class, failure(10));
      proxy.next(
          1, Requests::isPut, e -> e.answer(400, "<Error><Code>ExpiredToken</Code></Error>"));
      assertInstanceOf(StorageAccessDeniedException.class, failure(10));
      proxy.next(
          1, Requests::isPut, e -> e.answer(507, "<Error><Code>XMinioStorageFull</Code></Error>"));
      assertInstanceOf(StorageFullException.class, failure(10));
      proxy.next(
          1, Requests::isPut, e -> e.answer(404, "<Error><Code>NoSuchBucket</Code></Error>"));
      assertInstanceOf(StorageUnavailableException.class, failure(10));
      proxy.next(
          1, Requests::isPut, e -> e.answer(400, "<Error><Code>InvalidArgument</Code></Error>"));
      assertEquals(StorageErrorCode.INVALID_ARGUMENT, failure(10).code());
      assertAsItWas();
    }

    @Test
    void to_a_silent_server_ends_in_time() {
      proxy.always(Requests::isPut, Exchange::fallSilent);
      assertInstanceOf(StorageUnavailableException.class, failure(10));
      assertAsItWas();
    }

    @Test
    void to_nobody_is_unavailable() {
      proxy.close();
      assertInstanceOf(StorageUnavailableException.class, failure(10));
      assertAsItWas();
    }

    @Test
    void whose_answer_is_lost_is_done_all_the_same() {
      byte[] content = Contents.random(100, 5);
      proxy.next(2, Requests::isPut, Exchange::loseAnswer);
      StoredObject saved = storage.save(KEY, ObjectSource.of(content));
      assertEquals(direct.stat(KEY).orElseThrow(), saved);
      assertWritten(content);
    }

    @Test
    void if_absent_whose_answer_is_lost_does_not_meet_itself() {
      StorageKey fresh = StorageKey.of("fresh");
      proxy.next(1, Requests::isPut, Exchange::loseAnswer);
      StoredObject saved =
          storage.save(fresh, ObjectSource.of(new byte[] {1}), WriteCondition.ifAbsent());
      assertEquals(direct.stat(fresh).orElseThrow(), saved);
      assertEquals(2, proxy.count(Requests::isPut));
    }

    @Test
    void if_match_whose_answer_is_lost_does_not_meet_itself() {
      String version = direct.stat(KEY).orElseThrow().version();
      proxy.next(1, Requests::isPut, Exchange::loseAnswer);
      byte[] content = {9, 9};
      storage.save(KEY, ObjectSource.of(content), WriteCondition.ifMatch(version));
      assertWritten(content);
    }

    @Test
    void if_absent_that_lost_the_race_says_so_even_after_a_lost_answer() {
      proxy.next(1, Requests::isPut, Exchange::loseAnswer);
      assertThrows(
          StorageAlreadyExistsException.class,
          () -> storage.save(KEY, ObjectSource.of(new byte[1]), WriteCondition.ifAbsent()));
      assertAsItWas();
    }

    @Test
    void that_the_server_could_not_check_begins_anew_a_limited_number_of_times() {
      String conflict = "<Error><Code>ConditionalRequestConflict</Code></Error>";
      StorageKey fresh = StorageKey.of("fresh");
      proxy.next(2, Requests::isPut, e -> e.answer(409, conflict));
      storage.save(fresh, ObjectSource.of(new byte[1]), WriteCondition.ifAbsent());
      assertTrue(direct.delete(fresh));
      proxy.always(Requests::isPut, e -> e.answer(409, conflict));
      assertThrows(
          StorageUnavailableException.class,
          () -> storage.save(fresh, ObjectSource.of(new byte[1]), WriteCondition.ifAbsent()));
      assertAsItWas();
    }
  }

  @Nested
  class An_upload_in_parts {

    private static final int SIZE = 2 * PART + 5;

    @Test
    void sends_a_part_again_whose_request_broke_off() {
      byte[] content = Contents.random(SIZE, 6);
      proxy.next(1, Requests::isSecondPart, e -> e.dropAfter(100_000));
      storage.save(KEY, Contents.ofUnknownLength(content));
      assertWritten(content);
    }

    @Test
    void is_aborted_when_a_part_cannot_be_sent() {
      proxy.always(Requests::isSecondPart, e -> e.answer(503, ERROR));
      assertInstanceOf(StorageUnavailableException.class, failure(SIZE));
      assertEquals(1, proxy.count(Requests::isAbort));
      assertAsItWas();
    }

    @Test
    void is_aborted_when_a_part_meets_silence() {
      proxy.always(Requests::isSecondPart, Exchange::fallSilent);
      assertInstanceOf(StorageUnavailableException.class, failure(SIZE));
      assertAsItWas();
    }

    @Test
    void is_aborted_when_its_completion_fails_for_good() {
      proxy.always(Requests::isCompletion, e -> e.answer(500, ERROR));
      assertInstanceOf(StorageUnavailableException.class, failure(SIZE));
      assertEquals(1, proxy.count(Requests::isAbort));
      assertAsItWas();
    }

    @Test
    void fails_when_its_completion_is_answered_by_200_and_an_error() {
      proxy.always(Requests::isCompletion, e -> e.answer(200, ERROR));
      assertInstanceOf(StorageUnavailableException.class, failure(SIZE));
      assertAsItWas();
    }

    @Test
    void fails_when_its_completion_is_answered_by_200_and_nothing() {
      proxy.always(Requests::isCompletion, e -> e.answer(200, ""));
      assertInstanceOf(StorageUnavailableException.class, failure(SIZE));
      assertAsItWas();
    }

    @Test
    void is_done_when_the_answer_to_its_completion_is_lost() {
      byte[] content = Contents.random(SIZE, 7);
      proxy.next(2, Requests::isCompletion, Exchange::loseAnswer);
      StoredObject saved = storage.save(KEY, Contents.ofUnknownLength(content));
      assertEquals(direct.stat(KEY).orElseThrow(), saved);
      assertWritten(content);
    }

    @Test
    void if_absent_is_done_when_the_answer_to_its_completion_is_lost() {
      StorageKey fresh = StorageKey.of("fresh");
      byte[] content = Contents.random(SIZE, 8);
      proxy.next(1, Requests::isCompletion, Exchange::loseAnswer);
      storage.save(fresh, ObjectSource.of(content), WriteCondition.ifAbsent());
      assertArrayEquals(content, direct.read("fresh"));
      assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
    }

    @Test
    void if_absent_that_loses_the_race_at_the_end_leaves_nothing() {
      StorageKey fresh = StorageKey.of("fresh");
      proxy.next(
          1,
          Requests::isCompletion,
          e -> {
            direct.save(fresh, ObjectSource.of(new byte[] {3}));
            e.pass();
          });
      assertThrows(
          StorageAlreadyExistsException.class,
          () ->
              storage.save(
                  fresh, ObjectSource.of(Contents.random(SIZE, 9)), WriteCondition.ifAbsent()));
      assertArrayEquals(new byte[] {3}, direct.read("fresh"));
      assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
    }

    @Test
    void begins_anew_when_its_completion_met_a_conflict() {
      byte[] content = Contents.random(SIZE, 10);
      proxy.next(
          1,
          Requests::isCompletion,
          e -> e.answer(409, "<Error><Code>ConditionalRequestConflict</Code></Error>"));
      storage.save(StorageKey.of("fresh"), ObjectSource.of(content), WriteCondition.ifAbsent());
      assertArrayEquals(content, direct.read("fresh"));
      assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
    }

    @Test
    void that_cannot_be_aborted_still_says_what_was_wrong_first() {
      proxy.always(
          Requests::isSecondPart, e -> e.answer(403, "<Error><Code>AccessDenied</Code></Error>"));
      proxy.always(Requests::isAbort, e -> e.answer(500, ERROR));
      assertInstanceOf(StorageAccessDeniedException.class, failure(SIZE));
      assertArrayEquals(OLD, direct.read("a"));
      assertEquals(1, Buckets.unfinishedUploads(bucket).size());
    }

    @Test
    void is_aborted_when_its_thread_is_interrupted() {
      InterruptingSource source = new InterruptingSource(Contents.random(SIZE, 11), 2);
      assertThrows(StorageInterruptedException.class, () -> storage.save(KEY, source));
      assertTrue(Thread.interrupted(), "the flag is kept");
      assertEquals(1, proxy.count(Requests::isAbort));
      assertAsItWas();
    }
  }

  @Nested
  class A_source {

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void that_breaks_off_in_either_reading_leaves_nothing(int opening) {
      byte[] content = Contents.random(2 * PART + 5, 12);
      SourceFailedException e =
          assertThrows(
              SourceFailedException.class,
              () -> storage.save(KEY, Contents.breakingIn(opening, content, PART + 100)));
      assertInstanceOf(IOException.class, e.getCause());
      assertEquals(opening == 1 ? 0 : 1, proxy.count(Requests::isAbort));
      assertAsItWas();
    }

    @Test
    void that_breaks_off_at_once_leaves_nothing() {
      assertThrows(
          SourceFailedException.class,
          () -> storage.save(KEY, Contents.breakingIn(1, new byte[100], 50)));
      assertThrows(
          SourceFailedException.class,
          () ->
              storage.save(
                  KEY,
                  () -> {
                    throw new IllegalStateException("broken");
                  }));
      assertEquals(List.of(), proxy.requests().stream().filter(r -> r.startsWith("PUT")).toList());
      assertAsItWas();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 15, PART, 3 * PART})
    void that_gives_another_length_than_it_said_leaves_nothing(int given) {
      for (long promised : new long[] {given + 1L, Math.max(0, given - 1), 10, 2L * PART}) {
        if (promised != given) {
          assertThrows(
              SourceFailedException.class,
              () -> storage.save(KEY, new Promising(new byte[given], promised)),
              given + " instead of " + promised);
        }
      }
      assertAsItWas();
    }

    @Test
    void that_changes_between_the_readings_leaves_nothing() {
      byte[] content = Contents.random(2 * PART + 5, 13);
      for (int change : new int[] {0, -1, 1, PART, -PART}) {
        ObjectSource changing =
            new ObjectSource() {
              private int openings;

              @Override
              public InputStream open() throws IOException {
                byte[] now = Arrays.copyOf(content, content.length + change);
                now[7]++;
                return ObjectSource.of(++openings == 1 ? content : now).open();
              }
            };
        assertThrows(SourceFailedException.class, () -> storage.save(KEY, changing));
      }
      assertAsItWas();
    }
  }

  /** A source that interrupts its reader in the given opening, behind its first bytes. */
  private static final class InterruptingSource implements ObjectSource {
    private final byte[] content;
    private final int opening;
    private int openings;

    InterruptingSource(byte[] content, int opening) {
      this.content = content;
      this.opening = opening;
    }

    @Override
    public InputStream open() throws IOException {
      InputStream in = ObjectSource.of(content).open();
      if (++openings < opening) {
        return in;
      }
      return new FilterInputStream(in) {
        private int given;

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          int n = super.read(target, offset, length);
          given += Math.max(n, 0);
          if (given > PART) {
            Thread.currentThread().interrupt();
          }
          return n;
        }
      };
    }
  }

  /** A source that is wrong about its length. */
  private static final class Promising implements ObjectSource {
    private final byte[] content;
    private final long promised;

    Promising(byte[] content, long promised) {
      this.content = content;
      this.promised = promised;
    }

    @Override
    public InputStream open() throws IOException {
      return ObjectSource.of(content).open();
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(promised);
    }
  }
}
