package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.storage.Capability;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.IOException;

/** Copies. */
final class CopyTopic {

  private CopyTopic() {}

  static Topic topic() {
    return Transfer.COPY
        .describe(Topic.named("copy"), "copy")
        .with(
            "copy-apart", "copy and original go their own ways", CopyTopic::apart, Capability.COPY);
  }

  private static void apart(Bench bench) throws IOException {
    StoredObject original = bench.put("a", "one");
    bench.storage().copy(Bench.key("a"), Bench.key("b"), WriteCondition.none());
    assertEquals(original, bench.stat("a"), "the original after the copy");
    bench.put("a", "two");
    bench.assertText("b", "one");
    bench.storage().delete(Bench.key("a"));
    bench.assertText("b", "one");
  }
}
