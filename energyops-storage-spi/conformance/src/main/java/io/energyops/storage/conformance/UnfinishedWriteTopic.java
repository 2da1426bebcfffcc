package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;

/** Looks at a place while a write is held in the middle of its source. */
final class UnfinishedWriteTopic {

  private static final StorageKey A = Bench.key("a");

  /** Large enough that a backend which writes as it reads has written something. */
  private static final Content NEW = new Content(9, 12 * Content.MIB);

  /** A backend may let readers wait for a writer, but then they must see all of it. */
  private static final long WAIT_MILLIS = 1500;

  private UnfinishedWriteTopic() {}

  static Topic topic() {
    return Topic.named("unfinished writes")
        .with(
            "unfinished-new",
            "a new object is not there before its end",
            UnfinishedWriteTopic::unseen)
        .with(
            "unfinished-listed",
            "nothing of an unfinished write is listed",
            UnfinishedWriteTopic::unlisted)
        .with(
            "unfinished-overwrite",
            "until an overwrite ends the old object is read",
            UnfinishedWriteTopic::old)
        .with(
            "unfinished-other",
            "others write and read while a write is under way",
            UnfinishedWriteTopic::others)
        .with(
            "unfinished-if-absent",
            "of a slow and a quick ifAbsent exactly one wins",
            UnfinishedWriteTopic::raced,
            Capability.IF_ABSENT)
        .with(
            "unfinished-abandoned",
            "a write given up leaves nothing",
            UnfinishedWriteTopic::abandoned);
  }

  /** What the look sees while the write is held; a look that waits is no answer. */
  private static <T> void look(Bench bench, Callable<T> look, T before, T after) throws Exception {
    try (Crowd crowd = new Crowd();
        Hold hold = new Hold()) {
      Future<StoredObject> write = crowd.start(() -> bench.storage().save(A, hold.halfWay(NEW)));
      hold.awaitReached(write);
      Future<T> seen = crowd.start(look);
      if (Crowd.isDoneWithin(seen, WAIT_MILLIS)) {
        assertEquals(before, Crowd.get(seen), "seen while the write was under way");
      }
      hold.release();
      assertEquals(NEW.size(), Crowd.get(write).size());
      T late = Crowd.get(seen);
      assertTrue(late.equals(before) || late.equals(after), () -> "seen at last: " + late);
      assertEquals(after, look.call(), "seen after the write");
    }
    bench.assertContent("a", NEW);
  }

  private static void unseen(Bench bench) throws Exception {
    StorageBackend storage = bench.storage();
    look(bench, () -> storage.stat(A).isPresent(), false, true);
    storage.delete(A);
    look(bench, () -> opens(storage), false, true);
  }

  private static boolean opens(StorageBackend storage) throws Exception {
    try (var in = storage.open(A, ByteRange.all())) {
      NEW.assertSame(in);
      return true;
    } catch (StorageNotFoundException e) {
      return false;
    }
  }

  private static void unlisted(Bench bench) throws Exception {
    bench.put("b", "x");
    look(bench, () -> bench.keys(""), List.of("b"), List.of("a", "b"));
  }

  private static void old(Bench bench) throws Exception {
    bench.put("a", "old");
    look(bench, () -> bench.stat("a").size(), 3L, NEW.size());
    bench.put("a", "old");
    int before = Arrays.hashCode(bench.storage().read("a"));
    int after = Arrays.hashCode(NEW.bytes());
    look(bench, () -> Arrays.hashCode(bench.storage().read("a")), before, after);
  }

  private static void others(Bench bench) throws Exception {
    bench.put("b", "old b");
    try (Crowd crowd = new Crowd();
        Hold hold = new Hold()) {
      Future<StoredObject> write = crowd.start(() -> bench.storage().save(A, hold.halfWay(NEW)));
      hold.awaitReached(write);
      Future<Void> other =
          crowd.start(
              () -> {
                bench.assertText("b", "old b");
                bench.put("c", "new c");
                bench.storage().delete(Bench.key("b"));
                return null;
              });
      Crowd.isDoneWithin(other, WAIT_MILLIS);
      hold.release();
      Crowd.get(other);
      Crowd.get(write);
    }
    bench.assertKeys("a", "c");
    bench.assertContent("a", NEW);
  }

  private static void raced(Bench bench) throws Exception {
    WriteCondition absent = WriteCondition.ifAbsent();
    try (Crowd crowd = new Crowd();
        Hold hold = new Hold()) {
      Future<Boolean> slow =
          crowd.start(() -> IfAbsentTopic.wins(bench.storage(), A, hold.halfWay(NEW)));
      hold.awaitReached(slow);
      Future<Boolean> quick =
          crowd.start(() -> IfAbsentTopic.wins(bench.storage(), A, Bench.source("quick")));
      Crowd.isDoneWithin(quick, WAIT_MILLIS);
      hold.release();
      assertTrue(Crowd.get(slow) ^ Crowd.get(quick), "exactly one of the two wins");
      if (Crowd.get(quick)) {
        bench.assertText("a", "quick");
      } else {
        bench.assertContent("a", NEW);
      }
    }
    Refused.alreadyExists("a", () -> bench.storage().save(A, Bench.source("x"), absent));
  }

  private static void abandoned(Bench bench) throws Exception {
    bench.put("b", "x");
    try (Crowd crowd = new Crowd();
        Hold hold = new Hold()) {
      Future<StoredObject> write = crowd.start(() -> bench.storage().save(A, hold.halfWay(NEW)));
      hold.awaitReached(write);
      write.cancel(true);
      assertThrows(CancellationException.class, write::get);
      crowd.awaitEnd();
    }
    assertFalse(bench.storage().stat(A).isPresent());
    bench.assertKeys("b");
  }
}
