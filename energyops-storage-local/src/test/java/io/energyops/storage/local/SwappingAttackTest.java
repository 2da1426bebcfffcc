package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may write in the root exchanges a folder for a link and back, all the time. */
@Timeout(120)
class SwappingAttackTest { // S-11

  private static final int ROUNDS = 3000;
  private static final int INSIDE = 1000;
  private static final int OUTSIDE = 2000;

  @TempDir private Path folder;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final ExecutorService attacker = Executors.newSingleThreadExecutor();
  private Path root;
  private Path outside;
  private StorageBackend storage;

  @BeforeEach
  void open() throws IOException {
    root = folder.resolve("root");
    storage = LocalStorage.open(root);
    storage.save("a/secret", new byte[INSIDE]);
    outside = folder.resolve("outside");
    try (StorageBackend other = LocalStorage.open(outside)) {
      other.save("secret", new byte[OUTSIDE]);
    }
  }

  @AfterEach
  void end() {
    attacker.shutdownNow();
    storage.close();
  }

  private Future<Integer> attack() throws IOException {
    Path real = root.resolve("a+");
    Path hidden = root.resolve("+tmp-hidden");
    Path link = Files.createSymbolicLink(root.resolve("+tmp-link"), outside);
    Callable<Integer> swapping =
        () -> {
          int swaps = 0;
          while (!stop.get()) {
            if (hide(real, hidden)) {
              renameWhereFree(link, real);
              if (Files.isSymbolicLink(real)) {
                Files.move(real, link);
              }
              renameWhereFree(hidden, real);
              swaps++;
            }
          }
          return swaps;
        };
    return attacker.submit(swapping);
  }

  /** A delete removes the empty folder, and the next write makes it anew. */
  private static boolean hide(Path real, Path hidden) throws IOException {
    try {
      Files.move(real, hidden);
      return true;
    } catch (NoSuchFileException removed) {
      return false;
    }
  }

  /** A write under way may make the folder anew; then that is put out of the way. */
  private void renameWhereFree(Path from, Path to) throws IOException {
    while (!stop.get() || Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.move(from, to);
        return;
      } catch (NoSuchFileException gone) {
        throw gone;
      } catch (FileSystemException anew) {
        // A file that comes into the new folder at this moment is told as a plain failure.
        empty(to);
      }
    }
  }

  private static void empty(Path made) throws IOException {
    try (Stream<Path> children = Files.list(made)) {
      for (Path child : children.toList()) {
        Files.deleteIfExists(child);
      }
      Files.deleteIfExists(made);
    } catch (NoSuchFileException | DirectoryNotEmptyException underWay) {
      assertTrue(made.endsWith("a+"), "somebody else was faster; the caller looks again");
    }
  }

  @Test
  void nothing_from_outside_is_ever_read_or_listed() throws Exception {
    Future<Integer> swaps = attack();
    int read = 0;
    for (int i = 0; i < ROUNDS || (read == 0 && i < 100 * ROUNDS); i++) {
      try {
        assertEquals(INSIDE, storage.read("a/secret").length);
        assertEquals(INSIDE, storage.stat(StorageKey.of("a/secret")).orElseThrow().size());
        read++;
      } catch (StorageNotFoundException | StorageAccessDeniedException caught) {
        assertTrue(caught.getMessage().contains("a"), "caught in the act");
      } catch (NoSuchElementException goneMeanwhile) {
        assertTrue(read >= 0);
      }
      for (StoredObject object : storage.list(ListRequest.of("a/")).objects()) {
        assertEquals(INSIDE, object.size());
      }
    }
    stop.set(true);

    assertTrue(swaps.get() > 0);
    assertTrue(read > 0, "some reads came between two swaps");
  }

  @Test
  void nothing_outside_is_ever_written_replaced_or_deleted() throws Exception {
    byte[] before = Files.readAllBytes(outside.resolve("secret"));
    Future<Integer> swaps = attack();
    for (int i = 0; i < ROUNDS / 15; i++) {
      try {
        storage.save("a/secret", new byte[INSIDE]);
        storage.delete("a/secret");
      } catch (StorageException caught) {
        assertTrue(caught.getMessage().contains("secret") || caught.getMessage().contains("a+"));
      }
    }
    stop.set(true);
    swaps.get();

    assertEquals(List.of("secret"), Trees.files(outside));
    assertTrue(Arrays.equals(before, Files.readAllBytes(outside.resolve("secret"))));
  }
}
