package io.energyops.examples.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is measured.
 *
 * @param name what {@code --only} takes
 * @param area part of the engine
 * @param metrics what it gives; the first may have a peer
 * @param heapMb heap of each side's JVM
 * @param need the server that it needs
 * @param ours our side
 * @param peer the other side, or null where we measure ourselves
 * @param maxRounds the most rounds that are measured; long ones need few
 */
record Benchmark(
    String name,
    String area,
    List<Metric> metrics,
    int heapMb,
    Need need,
    SideFactory ours,
    @Nullable SideFactory peer,
    int maxRounds) {

  Benchmark(
      String name,
      String area,
      List<Metric> metrics,
      int heapMb,
      Need need,
      SideFactory ours,
      @Nullable SideFactory peer) {
    this(name, area, metrics, heapMb, need, ours, peer, Integer.MAX_VALUE);
  }

  /** A copy of which each round takes long: one to warm up, and so many measured. */
  Benchmark ofRounds(int most) {
    return new Benchmark(name, area, metrics, heapMb, need, ours, peer, most);
  }

  int warmUps(Size size) {
    return maxRounds < size.rounds() ? Math.min(1, size.warmUps()) : size.warmUps();
  }

  int rounds(Size size) {
    return Math.min(maxRounds, size.rounds());
  }

  Side open(boolean peerSide, Setting setting) throws Exception {
    SideFactory factory = peerSide ? peer : ours;
    if (factory == null) {
      throw new IllegalArgumentException("Benchmark " + name + " has no peer");
    }
    return factory.open(setting);
  }
}
