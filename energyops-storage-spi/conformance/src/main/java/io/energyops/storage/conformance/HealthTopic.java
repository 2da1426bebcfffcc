package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.energyops.storage.HealthState;
import java.io.IOException;

/** What a backend says about itself. */
final class HealthTopic {

  private HealthTopic() {}

  static Topic topic() {
    return Topic.named("health")
        .with("health-up", "a backend that works is not down", HealthTopic::up)
        .with("health-no-trace", "nothing of the check is seen", HealthTopic::noTrace)
        .with("health-closed", "a closed backend is down", HealthTopic::closed)
        .with("health-at-once", "many may ask at once", HealthTopic::atOnce);
  }

  private static void assertWorks(HealthState state) {
    assertNotEquals(HealthState.Level.DOWN, state.level(), state.detail());
    assertFalse(state.detail().isBlank(), "it says nothing");
  }

  private static void up(Bench bench) throws IOException {
    assertWorks(bench.storage().health());
    bench.put("a", "x");
    Refused.notFound("b", () -> bench.text("b"));
    assertWorks(bench.storage().health());
  }

  private static void noTrace(Bench bench) throws Exception {
    bench.put("a", "x");
    try (Crowd askers = new Crowd()) {
      askers.loop(2, () -> assertWorks(bench.storage().health()));
      for (int i = 0; i < 20; i++) {
        bench.assertKeys("a");
      }
    }
    bench.assertKeys("a");
  }

  private static void closed(Bench bench) {
    bench.storage().close();
    HealthState state = bench.storage().health();
    assertEquals(HealthState.Level.DOWN, state.level(), state.detail());
    assertFalse(state.detail().isBlank(), "it says nothing");
  }

  private static void atOnce(Bench bench) throws Exception {
    Crowd.atOnce(16, i -> () -> bench.storage().health()).forEach(HealthTopic::assertWorks);
  }
}
