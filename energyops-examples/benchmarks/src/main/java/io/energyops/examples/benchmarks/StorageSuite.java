package io.energyops.examples.benchmarks;

import io.energyops.storage.local.LocalStorage;
import java.nio.file.Path;
import java.util.List;

/** Storage beside what a program would do without it. */
final class StorageSuite {

  private static final String AREA = "storage";
  private static final String UNIT = "objects/s";
  private static final double GOAL = 0.9;

  /** Listing may take twice as long as a walk. */
  private static final double LISTING_GOAL = 0.5;

  /** A listing must not keep its names in memory. */
  private static final int LISTING_HEAP_MB = 32;

  private static final int HEAP_MB = 512;
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  private StorageSuite() {}

  static List<Benchmark> local() {
    return List.of(
        saving("local-save-4k", 400, 4 * KIB),
        saving("local-save-64m", 6, 64 * MIB),
        fetching("local-read-4k", 20_000, 4 * KIB),
        fetching("local-read-64m", 12, 64 * MIB),
        listing("local-list-flat", 100_000),
        listing("local-list-tree", 100));
  }

  private static Benchmark saving(String name, int count, int bytes) {
    return benchmark(
        name,
        setting -> new SavingSide(ours(setting, name), ObjectWork.of(setting.size(), count, bytes)),
        setting ->
            new SavingSide(peer(setting, name), ObjectWork.of(setting.size(), count, bytes)));
  }

  private static Benchmark fetching(String name, int count, int bytes) {
    return benchmark(
        name,
        setting ->
            new FetchingSide(ours(setting, name), ObjectWork.of(setting.size(), count, bytes)),
        setting ->
            new FetchingSide(peer(setting, name), ObjectWork.of(setting.size(), count, bytes)));
  }

  private static Benchmark listing(String name, int perFolder) {
    return new Benchmark(
        name,
        AREA,
        List.of(Metric.rate(UNIT, LISTING_GOAL)),
        LISTING_HEAP_MB,
        false,
        setting -> new ListingSide(ManyObjects.root(setting, name, perFolder), ManyObjects::listed),
        setting ->
            new ListingSide(ManyObjects.root(setting, name, perFolder), ManyObjects::walked));
  }

  private static Benchmark benchmark(String name, SideFactory ours, SideFactory peer) {
    return new Benchmark(name, AREA, List.of(Metric.rate(UNIT, GOAL)), HEAP_MB, false, ours, peer);
  }

  private static ObjectPlace ours(Setting setting, String name) {
    return new BackendPlace(LocalStorage.open(folder(setting, name, "ours")));
  }

  private static ObjectPlace peer(Setting setting, String name) {
    return new PlainFiles(folder(setting, name, "peer"));
  }

  private static Path folder(Setting setting, String name, String side) {
    return setting.folder().resolve(name + "-" + side);
  }
}
