package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;

/** Backends that were closed. */
final class ClosingTopic {

  private static final StorageKey A = Bench.key("a");
  private static final StorageKey B = Bench.key("b");

  private ClosingTopic() {}

  static Topic topic() {
    return Topic.named("closing")
        .with(
            "closed-save",
            "no write after the close, and no source is left open",
            ClosingTopic::save)
        .with(
            "closed-open",
            "no read after the close",
            after(storage -> storage.open(A, ByteRange.all()).close()))
        .with("closed-stat", "no stat after the close", after(storage -> storage.stat(A)))
        .with("closed-delete", "no delete after the close", after(storage -> storage.delete(A)))
        .with(
            "closed-list",
            "no list after the close",
            after(storage -> storage.list(ListRequest.of(""))))
        .with(
            "closed-bulk",
            "no bulk delete after the close",
            after(storage -> storage.deleteAll(List.of(A, B))))
        .with(
            "closed-missing",
            "after the close what is missing is not looked for",
            ClosingTopic::missing)
        .with("closed-simple", "no simple method after the close", ClosingTopic::simple)
        .with(
            "closed-copy",
            "no copy after the close",
            after(storage -> storage.copy(A, B, none())),
            Capability.COPY)
        .with(
            "closed-move",
            "no move after the close",
            after(storage -> storage.move(A, B, none())),
            Capability.MOVE)
        .with("close-twice", "a second close does nothing", ClosingTopic::twice)
        .with(
            "close-under-read",
            "a stream under way at the close ends right or fails",
            ClosingTopic::underRead)
        .with("close-under-write", "a write under way ends as it would", ClosingTopic::underWrite);
  }

  private static WriteCondition none() {
    return WriteCondition.none();
  }

  /** A call to a closed backend. */
  private interface Call {
    void on(StorageBackend storage) throws Exception;
  }

  private static Behaviour.Check after(Call call) {
    return bench -> {
      bench.put("a", "x");
      bench.storage().close();
      Refused.closed(() -> call.on(bench.storage()));
    };
  }

  private static void save(Bench bench) {
    SteppedSource source = SteppedSource.counting(new Content(1, 10));
    bench.storage().close();
    Refused.closed(() -> bench.storage().save(A, source));
    Refused.closed(() -> bench.storage().save(A, source, WriteCondition.none()));
    assertEquals(0, source.stillOpen(), "streams of the source that were left open");
  }

  private static void missing(Bench bench) {
    StorageBackend storage = bench.storage();
    storage.close();
    Refused.closed(() -> storage.open(A, ByteRange.all()).close());
    Refused.closed(() -> storage.stat(A));
    Refused.closed(() -> storage.delete(A));
    Refused.closed(() -> storage.deleteAll(List.of(A)));
  }

  private static void simple(Bench bench) {
    bench.put("a", "x");
    StorageBackend storage = bench.storage();
    storage.close();
    Refused.closed(() -> storage.save("b", new byte[1]));
    Refused.closed(() -> storage.read("a"));
    Refused.closed(() -> storage.exists("a"));
    Refused.closed(() -> storage.delete("a"));
    Refused.closed(() -> storage.list(""));
  }

  private static void twice(Bench bench) {
    bench.put("a", "x");
    bench.storage().close();
    bench.storage().close();
    Refused.closed(() -> bench.storage().stat(A));
  }

  private static void underRead(Bench bench) throws IOException {
    Content content = new Content(3, 6 * Content.MIB);
    bench.put("a", content);
    try (StoredContent in = bench.storage().open(A, ByteRange.all())) {
      assertEquals(content.at(0) & 0xFF, in.read());
      bench.storage().close();
      try {
        content.assertSame(in, 1, content.size() - 1);
      } catch (IOException | StorageException brokenOff) {
        Refused.closed(() -> bench.storage().stat(A));
      }
    }
  }

  private static void underWrite(Bench bench) throws Exception {
    Content content = new Content(3, 3 * Content.MIB);
    StorageBackend second = bench.second();
    try (Crowd crowd = new Crowd();
        Hold hold = new Hold()) {
      Future<StoredObject> write =
          crowd.start(() -> bench.storage().save(A, hold.halfWay(content)));
      hold.awaitReached(write);
      Future<?> close =
          crowd.start(
              () -> {
                bench.storage().close();
                return null;
              });
      Crowd.isDoneWithin(close, 200);
      hold.release();
      Crowd.get(close);
      assertEquals(content.size(), Crowd.get(write).size());
    }
    try (StoredContent in = second.open(A, ByteRange.all())) {
      content.assertSame(in);
    }
    assertThrows(StorageException.class, () -> bench.storage().stat(A));
  }
}
