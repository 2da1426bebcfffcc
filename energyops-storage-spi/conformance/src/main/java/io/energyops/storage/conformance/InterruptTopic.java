package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.HealthState;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import java.io.IOException;
import java.util.List;

/**
 * Calls of a thread that was interrupted: each does its work or says that it was interrupted. The
 * flag stays set, nothing is half done, and the backend is as good as before.
 */
final class InterruptTopic {

  private static final StorageKey A = Bench.key("a");
  private static final Content CONTENT = new Content(4, 3 * Content.MIB);

  private InterruptTopic() {}

  static Topic topic() {
    return Topic.named("interrupted threads")
        .with("interrupt-save", "a write is whole or not there", InterruptTopic::save)
        .with(
            "interrupt-overwrite", "an overwrite is whole or not there", InterruptTopic::overwrite)
        .with(
            "interrupt-mid-write",
            "a write interrupted half-way is whole or not there",
            InterruptTopic::midWrite)
        .with("interrupt-open", "a read gives right bytes or fails", InterruptTopic::open)
        .with(
            "interrupt-mid-read",
            "a read interrupted half-way gives right bytes or fails",
            InterruptTopic::midRead)
        .with("interrupt-stat", "stat tells the truth or fails", InterruptTopic::stat)
        .with("interrupt-delete", "a delete is done or not", InterruptTopic::delete)
        .with(
            "interrupt-bulk-delete",
            "each delete of a bulk delete is done or not",
            InterruptTopic::bulkDelete)
        .with("interrupt-list", "a list is right or fails", InterruptTopic::list)
        .with("interrupt-health", "health never throws", InterruptTopic::health);
  }

  /** Returns whether the call did its work. */
  private static boolean worked(Crowd.Work call) throws Exception {
    Thread.currentThread().interrupt();
    return ended(call);
  }

  private static boolean ended(Crowd.Work call) throws Exception {
    boolean worked = true;
    boolean interrupted;
    try {
      call.run();
    } catch (StorageInterruptedException e) {
      assertEquals(StorageErrorCode.INTERRUPTED, e.code());
      worked = false;
    } finally {
      interrupted = Thread.interrupted();
    }
    assertTrue(interrupted, "the interrupt flag was swallowed");
    return worked;
  }

  private static void assertUsable(Bench bench) throws IOException {
    bench.put("usable", "yes");
    bench.assertText("usable", "yes");
    assertTrue(bench.storage().delete(Bench.key("usable")));
  }

  private static void save(Bench bench) throws Exception {
    assertNewOrNothing(bench, worked(() -> bench.put("a", CONTENT)));
  }

  private static void assertNewOrNothing(Bench bench, boolean saved) throws IOException {
    if (saved || bench.storage().exists("a")) {
      bench.assertContent("a", CONTENT);
      bench.assertKeys("a");
    } else {
      bench.assertKeys();
    }
    assertUsable(bench);
  }

  private static void overwrite(Bench bench) throws Exception {
    bench.put("a", "old");
    boolean saved = worked(() -> bench.put("a", CONTENT));
    if (saved || bench.stat("a").size() != 3) {
      bench.assertContent("a", CONTENT);
    } else {
      bench.assertText("a", "old");
    }
    bench.assertKeys("a");
    assertUsable(bench);
  }

  private static void midWrite(Bench bench) throws Exception {
    SteppedSource source =
        SteppedSource.at(CONTENT, Content.MIB, () -> Thread.currentThread().interrupt());
    boolean saved = ended(() -> bench.storage().save(A, source.unsized()));
    assertNewOrNothing(bench, saved);
  }

  private static void open(Bench bench) throws Exception {
    bench.put("a", CONTENT);
    worked(() -> readOrFail(bench.storage()));
    bench.assertContent("a", CONTENT);
    assertUsable(bench);
  }

  /** A stream says by an IOException that it broke off. */
  private static void readOrFail(StorageBackend storage) {
    try (StoredContent in = storage.open(A, ByteRange.all())) {
      CONTENT.assertSame(in);
    } catch (IOException brokenOff) {
      return;
    }
  }

  private static void midRead(Bench bench) throws Exception {
    bench.put("a", CONTENT);
    try (StoredContent in = bench.storage().open(A, ByteRange.all())) {
      assertEquals(CONTENT.at(0) & 0xFF, in.read());
      worked(() -> restOrFail(in));
    }
    bench.assertContent("a", CONTENT);
    assertUsable(bench);
  }

  private static void restOrFail(StoredContent in) {
    try {
      CONTENT.assertSame(in, 1, CONTENT.size() - 1);
    } catch (IOException brokenOff) {
      return;
    }
  }

  private static void stat(Bench bench) throws Exception {
    bench.put("a", "123");
    worked(() -> assertEquals(3, bench.stat("a").size()));
    worked(() -> assertTrue(bench.storage().stat(Bench.key("b")).isEmpty()));
    assertEquals(3, bench.stat("a").size());
    assertUsable(bench);
  }

  private static void delete(Bench bench) throws Exception {
    bench.put("a", "x");
    if (worked(() -> assertTrue(bench.storage().delete(A))) || !bench.storage().exists("a")) {
      bench.assertMissing("a");
    } else {
      bench.assertText("a", "x");
    }
    assertUsable(bench);
  }

  private static void bulkDelete(Bench bench) throws Exception {
    bench.putAll(List.of("a", "b", "c"));
    List<StorageKey> keys = List.of(A, Bench.key("b"), Bench.key("c"));
    worked(
        () -> {
          var result = bench.storage().deleteAll(keys);
          boolean flag = Thread.interrupted();
          assertTrue(
              result.deleted().stream().noneMatch(key -> bench.storage().stat(key).isPresent()));
          if (flag) {
            Thread.currentThread().interrupt();
          }
        });
    assertTrue(bench.storage().deleteAll(keys).isComplete());
    bench.assertKeys();
    assertUsable(bench);
  }

  private static void list(Bench bench) throws Exception {
    bench.putAll(List.of("a", "a/b", "c"));
    worked(() -> bench.assertKeys("a", "a/b", "c"));
    bench.assertKeys("a", "a/b", "c");
    assertUsable(bench);
  }

  private static void health(Bench bench) throws Exception {
    assertTrue(worked(() -> bench.storage().health()), "health was interrupted");
    assertNotEquals(HealthState.Level.DOWN, bench.storage().health().level(), "afterwards");
    bench.assertKeys();
    assertUsable(bench);
  }
}
