package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.Capability;
import io.energyops.storage.StorageKey;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** What is declared is done, what is not declared is refused before anything else happens. */
final class CapabilityTopic {

  private static final StorageKey A = Bench.key("a");
  private static final StorageKey B = Bench.key("b");

  private CapabilityTopic() {}

  static Topic topic() {
    return Topic.named("honest capabilities")
        .with("honest-if-absent", "ifAbsent works or is refused", CapabilityTopic::ifAbsent)
        .with("honest-if-match", "ifMatch works or is refused", CapabilityTopic::ifMatch)
        .with("honest-sha256", "SHA-256 is known or not told wrong", CapabilityTopic::sha256)
        .with("honest-content-type", "the type is kept or not told wrong", CapabilityTopic::type)
        .with("honest-copy", "copy works or is refused", CapabilityTopic::copy)
        .with("honest-move", "move works or is refused", CapabilityTopic::move)
        .with("honest-set", "the declaration stays what it was", CapabilityTopic::stays);
  }

  private static void ifAbsent(Bench bench) throws IOException {
    bench.put("a", "old");
    condition(bench, Capability.IF_ABSENT, WriteCondition.ifAbsent(), B);
  }

  private static void ifMatch(Bench bench) throws IOException {
    String version = bench.put("a", "old").version();
    bench.put("b", "x");
    WriteCondition match = WriteCondition.ifMatch(version);
    condition(bench, Capability.IF_MATCH, match, A);
  }

  /** Holds at the free key only; a backend that cannot check must not find out. */
  private static void condition(
      Bench bench, Capability needed, WriteCondition condition, StorageKey free)
      throws IOException {
    SteppedSource source = SteppedSource.counting(new Content(1, 10));
    StorageKey other = free.equals(A) ? B : A;
    if (bench.declares(needed)) {
      assertEquals(10, bench.storage().save(free, source, condition).size());
    } else {
      String before = bench.text("a");
      var keys = bench.keys("");
      Refused.unsupported(needed, () -> bench.storage().save(free, source, condition));
      Refused.unsupported(needed, () -> bench.storage().save(other, source, condition));
      assertEquals(0, source.opened(), "sources that were opened for nothing");
      assertEquals(keys, bench.keys(""));
      bench.assertText("a", before);
    }
  }

  private static void sha256(Bench bench) throws IOException {
    Version version = new Version(1);
    bench.storage().save(A, version.source());
    version.assertDescribes(bench.stat("a"));
    if (bench.declares(Capability.SHA256)) {
      assertTrue(bench.stat("a").sha256().isPresent(), "declared, but not known");
    }
  }

  private static void type(Bench bench) throws IOException {
    Version version = new Version(1);
    bench.storage().save(A, version.source());
    version.assertDescribes(bench.stat("a"));
    if (bench.declares(Capability.CONTENT_TYPE)) {
      assertTrue(bench.stat("a").contentType().isPresent(), "declared, but not kept");
    }
  }

  private static void copy(Bench bench) throws IOException {
    transfer(bench, Transfer.COPY, Capability.COPY);
  }

  private static void move(Bench bench) throws IOException {
    transfer(bench, Transfer.MOVE, Capability.MOVE);
  }

  private static void transfer(Bench bench, Transfer transfer, Capability needed)
      throws IOException {
    bench.put("a", "x");
    if (bench.declares(needed)) {
      transfer.run(bench, A, B, WriteCondition.none());
      bench.assertText("b", "x");
    } else {
      Refused.unsupported(needed, () -> transfer.run(bench, A, B, WriteCondition.none()));
      Refused.unsupported(needed, () -> transfer.run(bench, B, A, WriteCondition.none()));
      bench.assertKeys("a");
      bench.assertText("a", "x");
    }
  }

  private static void stays(Bench bench) {
    Set<Capability> before = Set.copyOf(bench.storage().capabilities());
    for (Capability capability : EnumSet.allOf(Capability.class)) {
      change(bench.storage().capabilities(), capability);
    }
    assertEquals(before, bench.storage().capabilities());
    bench.storage().close();
    assertEquals(before, bench.storage().capabilities(), "after the close");
    assertFalse(bench.storage().toString().isBlank());
  }

  /** What the caller does to the set is no business of the backend. */
  private static void change(Set<Capability> set, Capability capability) {
    try {
      if (!set.remove(capability)) {
        set.add(capability);
      }
    } catch (UnsupportedOperationException immutable) {
      assertTrue(set.size() <= Capability.values().length);
    }
  }
}
