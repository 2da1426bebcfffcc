package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.Capability;
import io.energyops.storage.StorageKey;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Moves. */
final class MoveTopic {

  private static final int MOVES = 25;

  private MoveTopic() {}

  static Topic topic() {
    return Transfer.MOVE
        .describe(Topic.named("move"), "move")
        .with("move-gone", "nothing stays at the old key", MoveTopic::gone, Capability.MOVE)
        .with(
            "move-never-nowhere",
            "while it moves, the object is at one key or both",
            MoveTopic::somewhere,
            Capability.MOVE);
  }

  private static void gone(Bench bench) throws IOException {
    bench.putAll(List.of("a", "a/b", "ab"));
    bench.storage().move(Bench.key("a"), Bench.key("c"), WriteCondition.none());
    bench.assertMissing("a");
    bench.assertText("c", "content of a");
    bench.assertKeys("a/b", "ab", "c");
  }

  /** The object goes from step to step; who looks at a step and then at the next one finds it. */
  private static void somewhere(Bench bench) throws Exception {
    AtomicInteger at = new AtomicInteger();
    bench.put("step/0", "x");
    try (Crowd lookers = new Crowd()) {
      lookers.loop(3, () -> assertSomewhere(bench, at.get()));
      for (int i = 0; i < MOVES; i++) {
        bench.storage().move(step(i), step(i + 1), WriteCondition.none());
        at.set(i + 1);
      }
    }
    bench.assertKeys("step/" + MOVES);
  }

  /** The looker may be slow, so it goes on to the steps that come after. */
  private static void assertSomewhere(Bench bench, int from) {
    boolean found = false;
    for (int i = from; i <= MOVES && !found; i++) {
      found = bench.storage().stat(step(i)).isPresent();
    }
    assertTrue(found, "it is at no key");
  }

  private static StorageKey step(int number) {
    return Bench.key("step/" + number);
  }
}
