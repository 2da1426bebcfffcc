package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.HealthState;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageFullException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a volume of its own: full, read-only, taken away, and another one than the temporary folder.
 */
@Timeout(120)
class VolumeTest {

  private static final StorageKey KEY = StorageKey.of("folder/key");

  @TempDir private Path folder;
  private Tmpfs volume;
  private StorageBackend storage;

  @BeforeEach
  void mount() throws Exception {
    volume = Tmpfs.mount(folder, "size=4m");
    storage = LocalStorage.open(folder);
  }

  @AfterEach
  void unmount() throws Exception {
    if (volume != null) {
      storage.close();
      volume.close();
    }
  }

  private int fill() {
    for (int i = 0; ; i++) {
      try {
        storage.save("fill/" + i, new byte[100_000]);
      } catch (StorageFullException full) {
        assertEquals(StorageErrorCode.FULL, full.code());
        return i;
      }
    }
  }

  @Test
  void a_full_disk_is_told_leaves_the_old_object_and_can_be_cleared() throws Exception {
    StoredObject old = storage.save(KEY, ObjectSource.of(new byte[500_000]));
    int filled = fill();
    List<String> files = Trees.files(folder);
    for (WriteCondition condition : List.of(WriteCondition.none(), WriteCondition.ifAbsent())) {
      StorageKey key =
          StorageKey.of(condition instanceof WriteCondition.IfAbsent ? "n/e" : "folder/key");
      for (ObjectSource source :
          List.of(
              ObjectSource.of(new byte[2_000_000]),
              (ObjectSource) () -> new ByteArrayInputStream(new byte[2_000_000]))) {
        assertThrows(StorageFullException.class, () -> storage.save(key, source, condition));
      }
    }
    assertThrows(
        StorageFullException.class,
        () -> storage.copy(KEY, StorageKey.of("copy"), WriteCondition.none()));

    assertTrue(filled > 10);
    assertEquals(files, Trees.files(folder), "no litter is left");
    assertEquals(Optional.of(old), storage.stat(KEY));
    assertArrayEquals(new byte[500_000], storage.read(KEY.value()));
    assertEquals(filled + 1, storage.list("").size());

    assertTrue(storage.delete("fill/0"), "deleting works");
    storage.move(KEY, StorageKey.of("moved"), WriteCondition.none());
    assertTrue(storage.delete("moved"));
    storage.save(KEY.value(), new byte[400_000]);
    assertEquals(400_000, storage.read(KEY.value()).length);
  }

  @Test
  void a_full_disk_can_be_opened_and_cleared() throws Exception {
    fill();
    try (StorageBackend again = LocalStorage.open(folder)) {
      assertTrue(again.delete("fill/0"));
      again.save("fill/new", new byte[90_000]);
    }
  }

  @Test
  void a_disk_without_room_for_names_is_full_as_well() throws Exception {
    volume.remount("nr_inodes=40");
    StorageFullException full = null;
    for (int i = 0; i < 100 && full == null; i++) {
      try {
        storage.save("small/" + i, new byte[1]);
      } catch (StorageFullException e) {
        full = e;
      }
    }

    assertTrue(full != null);
    try (StorageBackend again = LocalStorage.open(folder)) {
      assertTrue(again.delete("small/0"));
      assertTrue(again.delete("small/1"));
      again.save("small/0", new byte[2]);
    }
  }

  @Test
  void staging_is_beside_the_target_whatever_volume_that_is() throws Exception { // S-03
    assertFalse(
        Files.getFileStore(folder)
            .equals(Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))));
    StoredObject stored =
        storage.save(
            KEY,
            () -> {
              List<String> files = Trees.files(folder);
              assertTrue(files.get(0).startsWith("folder+/+tmp-"), files.toString());
              return new ByteArrayInputStream(new byte[10]);
            },
            WriteCondition.ifAbsent());

    assertEquals(Optional.of(stored), storage.stat(KEY));
  }

  @Test
  void a_volume_that_became_read_only_refuses_writes_and_reads_on() throws Exception {
    storage.save(KEY.value(), new byte[5]);
    volume.remount("ro");

    assertThrows(StorageAccessDeniedException.class, () -> storage.save("x", new byte[1]));
    assertThrows(StorageAccessDeniedException.class, () -> storage.delete(KEY));
    assertThrows(StorageAccessDeniedException.class, () -> LocalStorage.open(folder));
    assertEquals(5, storage.read(KEY.value()).length);
    assertEquals(List.of(KEY.value()), storage.list(""));
    assertEquals(HealthState.Level.DOWN, storage.health().level());
  }

  @Test
  void a_volume_that_was_taken_away_is_told_and_its_empty_place_not_used() throws Exception {
    storage.save(KEY.value(), new byte[5]);
    volume.close();

    assertThrows(StorageUnavailableException.class, () -> storage.save("x", new byte[1]));
    assertThrows(StorageUnavailableException.class, () -> storage.read(KEY.value()));
    assertThrows(StorageUnavailableException.class, () -> storage.list(""));
    assertEquals(HealthState.Level.DOWN, storage.health().level());
    assertEquals(0, Trees.entries(folder), "nothing went to the disk below");
    volume = Tmpfs.mount(folder, "size=4m");
  }
}
