package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.Capability;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageDamagedException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CopyMoveTest {

  private static final StorageKey FROM = StorageKey.of("in/a");
  private static final StorageKey TO = StorageKey.of("out/deep/b");

  @TempDir private Path root;
  private StorageBackend storage;

  @BeforeEach
  void open() {
    storage = LocalStorage.open(root);
  }

  private StoredObject saved(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return storage.save(FROM, ObjectSource.of(content).withContentType("text/csv"));
  }

  @Test
  void both_are_declared() {
    assertTrue(storage.capabilities().containsAll(Set.of(Capability.COPY, Capability.MOVE)));
  }

  @Test
  void a_copy_has_the_content_and_the_type_and_a_version_of_its_own() {
    for (int size : new int[] {0, 5, 70_000, 9_000_000}) {
      StoredObject original = saved(size);

      StoredObject copy = storage.copy(FROM, TO, WriteCondition.none());

      assertEquals(TO, copy.key());
      assertEquals(original.sha256(), copy.sha256());
      assertEquals(Optional.of("text/csv"), copy.contentType());
      assertNotEquals(original.version(), copy.version());
      assertEquals(Optional.of(copy), storage.stat(TO));
      assertEquals(Optional.of(original), storage.stat(FROM));
      assertArrayEquals(storage.read(FROM.value()), storage.read(TO.value()));
    }
  }

  @Test
  void a_moved_object_is_the_same_version_under_its_new_key() {
    StoredObject original = saved(5);

    StoredObject moved = storage.move(FROM, TO, WriteCondition.none());

    assertEquals(TO, moved.key());
    assertEquals(original.version(), moved.version());
    assertEquals(original.modifiedAt(), moved.modifiedAt());
    assertEquals(Optional.of(moved), storage.stat(TO));
    assertEquals(List.of(TO.value()), storage.list(""));
    assertEquals(List.of("out+/deep+/b"), Trees.files(root));
    assertFalse(Files.exists(root.resolve("in+")), "its folder went with it");
  }

  @Test
  void both_replace_what_was_there() {
    storage.save(TO, ObjectSource.of(new byte[9]));
    saved(5);
    assertEquals(5, storage.copy(FROM, TO, WriteCondition.none()).size());
    saved(6);
    assertEquals(6, storage.move(FROM, TO, WriteCondition.none()).size());

    assertEquals(6, storage.read(TO.value()).length);
  }

  @Test
  void if_absent_refuses_what_is_there_and_takes_what_is_free() {
    StoredObject original = saved(5);
    StoredObject there = storage.save(TO, ObjectSource.of(new byte[9]));
    assertThrows(
        StorageAlreadyExistsException.class,
        () -> storage.copy(FROM, TO, WriteCondition.ifAbsent()));
    assertThrows(
        StorageAlreadyExistsException.class,
        () -> storage.move(FROM, TO, WriteCondition.ifAbsent()));
    assertEquals(Optional.of(there), storage.stat(TO));
    assertEquals(Optional.of(original), storage.stat(FROM));
    storage.delete(TO);

    storage.copy(FROM, TO, WriteCondition.ifAbsent());
    storage.delete(TO);
    StoredObject moved = storage.move(FROM, TO, WriteCondition.ifAbsent());

    assertEquals(original.version(), moved.version());
    assertEquals(List.of("out+/deep+/b"), Trees.files(root));
  }

  @Test
  void what_is_missing_is_not_found_and_leaves_nothing() {
    assertThrows(
        StorageNotFoundException.class, () -> storage.copy(FROM, TO, WriteCondition.none()));
    assertThrows(
        StorageNotFoundException.class, () -> storage.move(FROM, TO, WriteCondition.ifAbsent()));
    assertThrows(
        StorageNotFoundException.class, () -> storage.move(FROM, TO, WriteCondition.none()));
    assertEquals(0, Trees.entries(root));
  }

  @Test
  void onto_itself_is_refused() {
    saved(5);
    for (Callable<StoredObject> call :
        List.<Callable<StoredObject>>of(
            () -> storage.copy(FROM, FROM, WriteCondition.none()),
            () -> storage.move(FROM, FROM, WriteCondition.none()))) {
      StorageException e = assertThrows(StorageException.class, call::call);
      assertEquals(StorageErrorCode.INVALID_ARGUMENT, e.code());
    }
    assertEquals(5, storage.read(FROM.value()).length);
  }

  @Test
  void a_version_as_condition_is_refused() {
    saved(5);
    WriteCondition condition = WriteCondition.ifMatch("x");

    assertThrows(UnsupportedCapabilityException.class, () -> storage.copy(FROM, TO, condition));
    assertThrows(UnsupportedCapabilityException.class, () -> storage.move(FROM, TO, condition));
  }

  @Test
  void content_that_decayed_is_not_copied() throws IOException {
    saved(100);
    Path file = root.resolve("in+").resolve("a");
    byte[] bytes = Files.readAllBytes(file);
    bytes[50] ^= 1;
    Files.write(file, bytes);

    assertThrows(
        StorageDamagedException.class, () -> storage.copy(FROM, TO, WriteCondition.none()));
    assertEquals(List.of("in+/a"), Trees.files(root));
  }

  @Test
  void a_move_that_a_crash_left_at_both_keys_can_be_repeated() throws IOException {
    saved(5);
    Files.createDirectories(root.resolve("out+/deep+"));
    Files.createLink(root.resolve("out+/deep+/b"), root.resolve("in+/a"));
    assertEquals(2, storage.list("").size());

    storage.move(FROM, TO, WriteCondition.none());

    assertEquals(List.of(TO.value()), storage.list(""));
  }

  @Test
  void an_object_that_is_moved_to_and_fro_is_never_at_none() throws Exception {
    saved(5);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    AtomicBoolean done = new AtomicBoolean();
    try {
      Future<Integer> mover =
          threads.submit(
              () -> {
                for (int i = 0; i < 60; i++) {
                  WriteCondition condition =
                      i % 3 == 0 ? WriteCondition.none() : WriteCondition.ifAbsent();
                  storage.move(FROM, TO, condition);
                  storage.move(TO, FROM, condition);
                }
                done.set(true);
                return 1;
              });
      Future<List<Integer>> looker =
          threads.submit(
              () -> {
                List<Integer> seen = new ArrayList<>();
                while (!done.get()) {
                  // It may pass from one to the other while the first is looked at, and back.
                  boolean found = false;
                  for (int look = 0; look < 1000 && !found; look++) {
                    found = storage.stat(FROM).isPresent() || storage.stat(TO).isPresent();
                  }
                  assertTrue(found, "the object vanished");
                  seen.add(1);
                }
                return seen;
              });
      assertEquals(1, mover.get());
      assertFalse(looker.get().isEmpty());
    } finally {
      threads.shutdownNow();
    }
    assertEquals(List.of("in+/a"), Trees.files(root));
  }

  @Test
  void a_write_beside_a_conditional_move_is_never_lost() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 30; i++) {
        saved(5);
        Future<StoredObject> written =
            threads.submit(() -> storage.save(FROM, ObjectSource.of(new byte[7])));
        Future<StoredObject> moved =
            threads.submit(() -> storage.move(FROM, TO, WriteCondition.ifAbsent()));
        written.get();
        moved.get();

        boolean before = storage.stat(TO).orElseThrow().size() == 7;
        assertEquals(!before, storage.delete(FROM), "the write of round " + i);
        storage.delete(TO);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
