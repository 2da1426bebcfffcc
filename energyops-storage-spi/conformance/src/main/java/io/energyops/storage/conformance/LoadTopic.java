package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many threads that do everything at once. */
final class LoadTopic {

  private static final int THREADS = 8;
  private static final int STEPS = 40;

  private LoadTopic() {}

  static Topic topic() {
    return Topic.named("load")
        .with("load-own-keys", "each thread finds what it left", LoadTopic::ownKeys)
        .with("load-same-keys", "whoever reads sees whole versions", LoadTopic::sameKeys)
        .with(
            "load-siblings", "deletes do not pull a folder from under a write", LoadTopic::siblings)
        .with("load-many-readers", "32 threads read one object", LoadTopic::manyReaders);
  }

  private static void ownKeys(Bench bench) throws Exception {
    Crowd.atOnce(
        THREADS,
        thread ->
            () -> {
              Owner owner = new Owner(bench.storage(), Bench.key("load/" + thread));
              Random random = new Random(thread);
              for (int i = 1; i <= STEPS; i++) {
                owner.step(random.nextInt(4), i);
              }
              owner.leave();
              return thread;
            });
    assertEquals(
        IntStream.range(0, THREADS).mapToObj(i -> "load/" + i).toList(), bench.keys("load/"));
  }

  /** The only thread that writes a key, so it knows what must be there. */
  private static final class Owner {

    private final StorageBackend storage;
    private final StorageKey key;
    private @Nullable Version left;

    Owner(StorageBackend storage, StorageKey key) {
      this.storage = storage;
      this.key = key;
    }

    void step(int choice, int number) throws IOException {
      switch (choice) {
        case 0 -> write(number);
        case 1 -> {
          assertEquals(left != null, storage.delete(key), "what the delete says");
          left = null;
        }
        case 2 -> assertEquals(left, read(storage, key));
        default -> {
          boolean listed = storage.list(key.value()).contains(key.value());
          assertEquals(left != null, listed, "whether it is listed");
        }
      }
    }

    void leave() throws IOException {
      write(STEPS + 1);
      assertEquals(left, read(storage, key));
    }

    private void write(int number) {
      left = new Version(number);
      storage.save(key, left.source());
    }
  }

  private static @Nullable Version read(StorageBackend storage, StorageKey key) throws IOException {
    try {
      return Version.read(storage, key);
    } catch (StorageNotFoundException e) {
      return null;
    }
  }

  private static void sameKeys(Bench bench) throws Exception {
    List<StorageKey> keys = List.of(Bench.key("a"), Bench.key("a/b"));
    StorageBackend storage = bench.storage();
    Crowd.atOnce(
        THREADS,
        thread ->
            () -> {
              Random random = new Random(thread);
              for (int i = 0; i < STEPS / 2; i++) {
                StorageKey key = keys.get(random.nextInt(keys.size()));
                switch (random.nextInt(3)) {
                  case 0 -> storage.save(key, new Version(1 + random.nextInt(9)).source());
                  case 1 -> storage.delete(key);
                  default -> read(storage, key);
                }
                bench.keys("a");
              }
              return thread;
            });
    for (StorageKey key : keys) {
      storage.save(key, new Version(1).source());
      assertEquals(new Version(1), read(storage, key));
    }
  }

  private static void siblings(Bench bench) throws Exception {
    Crowd.atOnce(
        THREADS,
        thread ->
            () -> {
              String key = "deep/er/still/" + thread;
              for (int i = 0; i < STEPS / 2; i++) {
                bench.put(key, "x");
                bench.assertText(key, "x");
                assertTrue(bench.storage().delete(Bench.key(key)), "it was there");
              }
              return thread;
            });
    bench.assertKeys();
  }

  private static void manyReaders(Bench bench) throws Exception {
    Content content = new Content(6, 300_000);
    bench.put("a", content);
    Crowd.atOnce(
        32,
        reader ->
            () -> {
              bench.assertContent("a", content);
              return reader;
            });
  }
}
