package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.WriteCondition;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConcurrencyTest {

  private static final int WRITERS = 32;
  private static final StorageKey KEY = StorageKey.of("deep/er/key");

  @TempDir private Path root;
  private StorageBackend storage;
  private ExecutorService threads;

  @BeforeEach
  void open() {
    storage = LocalStorage.open(root);
    threads = Executors.newFixedThreadPool(WRITERS);
  }

  @AfterEach
  void stop() throws InterruptedException {
    threads.shutdownNow();
    assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
  }

  private <T> List<T> all(List<Callable<T>> calls) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(calls)) {
      results.add(future.get());
    }
    return results;
  }

  @Test
  void of_many_conditional_writers_exactly_one_wins() throws Exception {
    for (int round = 0; round < 10; round++) {
      CyclicBarrier start = new CyclicBarrier(WRITERS);
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        byte[] data = {(byte) i};
        calls.add(
            () -> {
              // Each has an instance of its own, as writers in other processes have.
              try (StorageBackend own = LocalStorage.open(root)) {
                start.await();
                own.save(KEY, ObjectSource.of(data), WriteCondition.ifAbsent());
                return (int) data[0];
              } catch (StorageAlreadyExistsException lost) {
                return -1;
              }
            });
      }
      List<Integer> winners = all(calls).stream().filter(i -> i >= 0).toList();

      assertEquals(1, winners.size(), "winners");
      assertArrayEquals(new byte[] {winners.get(0).byteValue()}, storage.read(KEY.value()));
      assertEquals(1, Trees.files(root).size(), "nothing of the losers is left");
      storage.delete(KEY);
    }
  }

  @Test
  void of_two_processes_exactly_one_wins_each_key() throws Exception {
    int won = 0;
    try (JavaProcess one = JavaProcess.start(List.of(), ConditionalWriter.class, root, "one");
        JavaProcess two = JavaProcess.start(List.of(), ConditionalWriter.class, root, "two")) {
      for (JavaProcess writer : List.of(one, two)) {
        won += Integer.parseInt(writer.line());
        assertEquals(0, writer.exit());
      }
    }

    assertEquals(ConditionalWriter.KEYS, won);
    assertEquals(ConditionalWriter.KEYS, Trees.files(root).size());
  }

  @Test
  void readers_see_whole_versions_while_writers_replace_them() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Integer>> calls = new ArrayList<>();
    storage.save(KEY, version(0));
    for (int i = 0; i < 4; i++) {
      int writer = i;
      calls.add(
          () -> {
            for (int n = 0; n < 50; n++) {
              storage.save(KEY, version(writer * 50 + n));
            }
            done.set(true);
            return 1;
          });
      calls.add(
          () -> {
            int read = 0;
            for (; !done.get() || read == 0; read++) {
              try (InputStream in = storage.open(KEY, ByteRange.all())) {
                assertWhole(in.readAllBytes());
              }
              assertEquals(1, storage.list("deep/").size());
            }
            return read;
          });
    }

    all(calls).forEach(count -> assertTrue(count > 0));
  }

  @Test
  void a_delete_that_empties_a_folder_does_not_hinder_a_write_into_it() throws Exception {
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      StorageKey key = StorageKey.of("deep/er/key" + i);
      calls.add(
          () -> {
            for (int n = 0; n < 60; n++) {
              storage.save(key, version(n));
              assertTrue(storage.stat(key).isPresent(), "a saved object vanished");
              assertTrue(storage.delete(key), "a saved object could not be deleted");
            }
            return 1;
          });
    }

    all(calls);

    assertEquals(0, Trees.entries(root));
  }

  @Test
  void a_reader_beside_deletes_finds_a_whole_version_or_none() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Callable<Integer> writer =
        () -> {
          for (int n = 0; n < 200; n++) {
            storage.save(KEY, version(n));
            storage.delete(KEY);
          }
          done.set(true);
          return 1;
        };
    Callable<Integer> reader =
        () -> {
          while (!done.get()) {
            try {
              assertWhole(storage.read(KEY.value()));
            } catch (StorageNotFoundException betweenTwo) {
              assertTrue(storage.list("").size() <= 1);
            }
          }
          return 1;
        };

    all(List.of(writer, reader, reader));
  }

  private static ObjectSource version(int n) {
    byte[] data = new byte[1000 + 997 * n];
    Arrays.fill(data, (byte) n);
    return ObjectSource.of(data);
  }

  private static void assertWhole(byte[] data) {
    int n = Byte.toUnsignedInt(data[0]);
    assertEquals(1000 + 997 * n, data.length);
    for (byte b : data) {
      assertEquals((byte) n, b);
    }
  }
}
