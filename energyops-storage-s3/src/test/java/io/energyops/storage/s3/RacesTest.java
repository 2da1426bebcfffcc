package io.energyops.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RacesTest {

  private static final int WRITERS = 32;

  private final String bucket = Buckets.create();
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

  private List<Boolean> race(Callable<Boolean> writer) throws Exception {
    try {
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(writer);
      }
      List<Boolean> won = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(writers)) {
        won.add(result.get());
      }
      return won;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void exactly_one_of_many_writers_creates_an_object() throws Exception {
    try (StorageBackend storage = Buckets.at(bucket).open()) {
      StorageKey key = StorageKey.of("a");
      List<Boolean> won =
          race(
              () -> {
                try {
                  storage.save(key, ObjectSource.of(new byte[1]), WriteCondition.ifAbsent());
                  return true;
                } catch (StorageConflictException lost) {
                  return false;
                }
              });
      assertEquals(1, won.stream().filter(w -> w).count());
    }
  }

  @Test
  void no_count_is_lost_among_many_writers_that_replace_what_they_read() throws Exception {
    try (StorageBackend storage = Buckets.at(bucket).open()) {
      StorageKey key = StorageKey.of("count");
      storage.save("count", "0".getBytes(StandardCharsets.UTF_8));
      List<Boolean> won =
          race(
              () -> {
                try (var read = storage.open(key, ByteRange.all())) {
                  int count =
                      Integer.parseInt(new String(read.readAllBytes(), StandardCharsets.UTF_8));
                  byte[] next = String.valueOf(count + 1).getBytes(StandardCharsets.UTF_8);
                  storage.save(
                      key, ObjectSource.of(next), WriteCondition.ifMatch(read.object().version()));
                  return true;
                } catch (StorageConflictException lost) {
                  return false;
                }
              });
      long winners = won.stream().filter(w -> w).count();
      assertTrue(winners >= 1);
      assertEquals(
          String.valueOf(winners), new String(storage.read("count"), StandardCharsets.UTF_8));
    }
  }

  @Tag("nightly")
  @RepeatedTest(50)
  void exactly_one_creates_an_object_again_and_again() throws Exception {
    exactly_one_of_many_writers_creates_an_object();
  }
}
