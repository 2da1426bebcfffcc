package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.local.LocalStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StorageFaultsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final StorageKey KEY = StorageKey.of("a");

  private final InMemoryStorage storage = InMemoryStorage.create();
  private final StorageFaults faults = storage.faults();

  private static StorageUnavailableException unavailable() {
    return new StorageUnavailableException("off", null, null);
  }

  @Test
  void the_next_call_fails_once_and_changes_nothing() {
    StorageUnavailableException error = unavailable();
    faults.failNext(StorageOperation.SAVE, error);

    assertEquals(List.of(), storage.list(""));
    assertSame(
        error,
        assertThrows(StorageUnavailableException.class, () -> storage.save("a", new byte[1])));
    assertEquals(0, storage.size());
    storage.save("a", new byte[1]);
    assertEquals(1, storage.size());
  }

  @Test
  void calls_fail_until_the_fault_is_closed() {
    StorageFault fault = faults.fail(StorageOperation.DELETE, StorageFaultsTest::unavailable);
    storage.save("a", new byte[1]);

    for (int i = 0; i < 3; i++) {
      assertThrows(StorageUnavailableException.class, () -> storage.delete("a"));
    }
    fault.close();

    assertTrue(storage.delete("a"));
    assertEquals(4, faults.calls(StorageOperation.DELETE));
    assertEquals(1, faults.calls(StorageOperation.SAVE));
    assertEquals(0, faults.calls(StorageOperation.OPEN));
  }

  @Test
  void a_fault_of_one_object_spares_the_others() {
    faults.fail(StorageOperation.STAT, KEY, StorageFaultsTest::unavailable);

    assertThrows(StorageUnavailableException.class, () -> storage.exists("a"));
    assertFalse(storage.exists("b"));
    faults.clear();
    assertFalse(storage.exists("a"));
  }

  @Test
  void something_happens_while_a_call_is_under_way() {
    storage.save("a", new byte[1]);
    faults.before(StorageOperation.DELETE, KEY, () -> storage.save("b", new byte[1]));

    assertTrue(storage.delete("a"));

    assertEquals(List.of("b"), storage.keys());
  }

  @Test
  void held_calls_wait_until_they_are_let_go() throws Exception {
    try (HeldCalls held = faults.hold(StorageOperation.SAVE)) {
      CompletableFuture<String> saving =
          CompletableFuture.supplyAsync(() -> storage.save("a", new byte[1]));
      held.awaitArrival(1, LIMIT);

      assertFalse(saving.isDone());
      assertEquals(0, storage.size());
      held.release();

      assertEquals("a", saving.get(30, TimeUnit.SECONDS));
    }
    storage.save("b", new byte[1]);
    assertEquals(List.of("a", "b"), storage.keys());
  }

  @Test
  void clearing_lets_held_calls_go() throws Exception {
    HeldCalls held = faults.hold(StorageOperation.SAVE);
    CompletableFuture<String> saving =
        CompletableFuture.supplyAsync(() -> storage.save("a", new byte[1]));
    held.awaitArrival(1, LIMIT);

    faults.clear();

    assertEquals("a", saving.get(30, TimeUnit.SECONDS));
    assertThrows(AssertionError.class, () -> held.awaitArrival(2, Duration.ZERO));
  }

  @Test
  void an_interrupt_ends_a_held_call_and_stays_set() throws Exception {
    HeldCalls held = faults.hold(StorageOperation.SAVE);
    AtomicReference<Thread> thread = new AtomicReference<>();
    CompletableFuture<Boolean> saving =
        CompletableFuture.supplyAsync(
            () -> {
              thread.set(Thread.currentThread());
              try {
                storage.save("a", new byte[1]);
                return false;
              } catch (StorageUnavailableException e) {
                return Thread.interrupted();
              }
            });
    held.awaitArrival(1, LIMIT);
    thread.get().interrupt();

    assertTrue(saving.get(30, TimeUnit.SECONDS));
    held.close();
  }

  @Test
  void faults_stand_before_any_other_backend(@TempDir Path root)
      throws ExecutionException, InterruptedException {
    StorageFaults ours = new StorageFaults();
    try (StorageBackend local = ours.over(LocalStorage.open(root))) {
      local.save("a", new byte[] {7});
      ours.failNext(StorageOperation.OPEN, unavailable());

      assertThrows(StorageUnavailableException.class, () -> local.read("a"));
      assertEquals(7, local.read("a")[0]);
      assertEquals(2, ours.calls(StorageOperation.OPEN));
      ours.fail(StorageOperation.DELETE, KEY, StorageFaultsTest::unavailable);
      assertFalse(local.deleteAll(List.of(KEY)).isComplete());
      assertEquals(List.of("a"), local.list(""));
    }
  }
}
