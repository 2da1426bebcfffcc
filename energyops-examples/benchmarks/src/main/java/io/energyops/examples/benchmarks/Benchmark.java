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
 */
record Benchmark(
    String name,
    String area,
    List<Metric> metrics,
    int heapMb,
    Need need,
    SideFactory ours,
    @Nullable SideFactory peer) {

  Side open(boolean peerSide, Setting setting) throws Exception {
    SideFactory factory = peerSide ? peer : ours;
    if (factory == null) {
      throw new IllegalArgumentException("Benchmark " + name + " has no peer");
    }
    return factory.open(setting);
  }
}
