package io.energyops.examples.benchmarks;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.local.LocalStorage;
import io.energyops.storage.s3.S3Storage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

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

  /** How a side opens its place for a benchmark of that name. */
  private interface Opening {
    ObjectPlace place(Setting setting, String name);
  }

  private record Sides(Need need, Opening ours, Opening peer) {}

  private static final Sides LOCAL =
      new Sides(
          Need.NOTHING,
          (setting, name) -> new BackendPlace(LocalStorage.open(folder(setting, name, "ours"))),
          (setting, name) -> new PlainFiles(folder(setting, name, "peer")));

  private static final Sides AMAZON =
      new Sides(
          Need.S3,
          (setting, name) -> new BackendPlace(bucket(setting.s3Url(), name + "-ours")),
          (setting, name) -> RawS3.open(setting.s3Url(), name + "-peer"));

  static List<Benchmark> local() {
    return List.of(
        saving(LOCAL, "local-save-4k", 400, 4 * KIB),
        saving(LOCAL, "local-save-64m", 6, 64 * MIB),
        fetching(LOCAL, "local-read-4k", 20_000, 4 * KIB),
        fetching(LOCAL, "local-read-64m", 12, 64 * MIB),
        listing("local-list-flat", 100_000),
        listing("local-list-tree", 100));
  }

  static List<Benchmark> s3() {
    return List.of(
        saving(AMAZON, "s3-put-64k", 200, 64 * KIB),
        saving(AMAZON, "s3-put-64m", 2, 64 * MIB),
        fetching(AMAZON, "s3-get-64k", 300, 64 * KIB),
        fetching(AMAZON, "s3-get-64m", 3, 64 * MIB));
  }

  private static Benchmark saving(Sides sides, String name, int count, int bytes) {
    return benchmark(
        sides,
        name,
        opening ->
            setting ->
                new SavingSide(
                    opening.place(setting, name), ObjectWork.of(setting.size(), count, bytes)));
  }

  private static Benchmark fetching(Sides sides, String name, int count, int bytes) {
    return benchmark(
        sides,
        name,
        opening ->
            setting ->
                new FetchingSide(
                    opening.place(setting, name), ObjectWork.of(setting.size(), count, bytes)));
  }

  private static Benchmark listing(String name, int perFolder) {
    return new Benchmark(
        name,
        AREA,
        List.of(Metric.rate(UNIT, LISTING_GOAL)),
        LISTING_HEAP_MB,
        Need.NOTHING,
        setting -> new ListingSide(ManyObjects.root(setting, name, perFolder), ManyObjects::listed),
        setting ->
            new ListingSide(ManyObjects.root(setting, name, perFolder), ManyObjects::walked));
  }

  private static Benchmark benchmark(
      Sides sides, String name, Function<Opening, SideFactory> side) {
    return new Benchmark(
        name,
        AREA,
        List.of(Metric.rate(UNIT, GOAL)),
        HEAP_MB,
        sides.need(),
        side.apply(sides.ours()),
        side.apply(sides.peer()));
  }

  private static StorageBackend bucket(String endpoint, String name) {
    return S3Storage.builder(name)
        .endpoint(URI.create(endpoint))
        .credentials(RawS3.ANYBODY, RawS3.ANYBODY)
        .createBucket(true)
        .open();
  }

  private static Path folder(Setting setting, String name, String side) {
    return setting.folder().resolve(name + "-" + side);
  }
}
